package com.twinafas.writer.debtor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.delivery.Fingerprints;

/** Finds out, value by value, what of an element AFAS was not told, and keeps what it then was. */
final class Differences {

    /** Those of every party and contact. */
    private static final Set<String> ADDRESSES = Set.of("KnBasicAddressAdr", "KnBasicAddressPad");
    private static final String ONE_ADDRESS = "PadAdr";
    private static final String ADDRESS_PLACE = "addresses";

    /** No value is ever said like this. */
    private static final String EITHER = "?";

    private final boolean isNew;
    private Fingerprints told;
    private Fingerprints asked;

    /** @param isNew whether what AFAS is told of was not there: then there is nothing to take away */
    Differences(Fingerprints told, boolean isNew) {
        this.told = told;
        this.asked = told;
        this.isNew = isNew;
    }

    /** What AFAS was told once it has the differences too. */
    Fingerprints told() {
        return told;
    }

    /**
     * What AFAS was told while nobody knows whether it has the differences: of those neither the one value nor the
     * other, so that whatever comes next is said.
     */
    Fingerprints asked() {
        return asked;
    }

    /**
     * The fields that differ, one by one, and the nested objects that do, each whole.
     *
     * @param prefix  of the element's place
     * @param without nested objects that are none of its own
     */
    AfasElement of(AfasElement element, String prefix, Set<String> without) {
        SequencedMap<String, FieldValue> fields = new LinkedHashMap<>();
        element.fields().forEach((name, value) -> {
            if (isNews(prefix + name, value)) {
                fields.put(name, value);
            }
        });
        SequencedMap<String, List<AfasElement>> objects = new LinkedHashMap<>();
        element.objects().forEach((name, elements) -> {
            if (!without.contains(name) && !ADDRESSES.contains(name) && isNews(prefix + name, elements.toString())) {
                objects.put(name, elements);
            }
        });
        return new AfasElement(fields, objects);
    }

    /** The same with its addresses together and whole: AFAS compares an address as one thing. */
    AfasElement withAddresses(AfasElement element, String prefix, Set<String> without) {
        AfasElement differing = of(element.without(ONE_ADDRESS), prefix, without);
        Map<String, List<AfasElement>> addresses = new LinkedHashMap<>();
        ADDRESSES.stream().sorted().filter(name -> !element.object(name).isEmpty())
                .forEach(name -> addresses.put(name, element.object(name)));
        FieldValue one = element.field(ONE_ADDRESS);
        if ((addresses.isEmpty() && one == null) || !isNews(prefix + ADDRESS_PLACE, one + addresses.toString())) {
            return differing;
        }
        AfasElement all = one == null ? differing : differing.leading(ONE_ADDRESS, one);
        for (Map.Entry<String, List<AfasElement>> address : addresses.entrySet()) {
            all = all.withObject(address.getKey(), address.getValue());
        }
        return all;
    }

    /**
     * A value is cleared only when it was we who gave it, and a debtor that people blocked is not unblocked because
     * Twinfield never blocked it.
     */
    private boolean isNews(String place, FieldValue value) {
        boolean takesAway = DebtorRequests.isEmpty(value)
                || (!isNew && place.equals(DebtorKeys.BLOCKED) && value.equals(FieldValue.of(false)));
        return (!takesAway || told.knows(place)) && isNews(place, value.toString());
    }

    private boolean isNews(String place, @Nullable String value) {
        String said = String.valueOf(value);
        if (told.says(place, said)) {
            return false;
        }
        told = told.with(place, said);
        asked = asked.with(place, EITHER);
        return true;
    }
}

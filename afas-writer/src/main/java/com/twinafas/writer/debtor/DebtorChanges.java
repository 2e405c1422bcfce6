package com.twinafas.writer.debtor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.delivery.Fingerprints;

/**
 * What of a customer AFAS was not told yet: fields one by one, its addresses together with what joins them
 * ({@code PadAdr}). What can only be added is not among it.
 *
 * @param relation fields and objects of the sales relation, without the party
 * @param party    fields and objects of the organisation or person
 * @param told     what AFAS was told once it has these
 */
public record DebtorChanges(AfasElement relation, AfasElement party, Fingerprints told) {

    private static final Set<String> ADDRESSES = Set.of("KnBasicAddressAdr", "KnBasicAddressPad");
    private static final String ONE_ADDRESS = "PadAdr";
    private static final String ADDRESS_PLACE = "addresses";

    /** What is to be changed of a debtor that was told this. */
    public static DebtorChanges of(DebtorBlock block, Fingerprints told) {
        return new Comparison(told, false).compare(block);
    }

    /** What AFAS was told when a debtor was made of all the customer says. */
    static Fingerprints allOf(DebtorBlock block) {
        return new Comparison(Fingerprints.none(block.customer()), true).compare(block).told();
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return relation.equals(AfasElement.EMPTY) && party.equals(AfasElement.EMPTY);
    }

    private static final class Comparison {

        private final boolean isNew;
        private Fingerprints told;

        Comparison(Fingerprints told, boolean isNew) {
            this.told = told;
            this.isNew = isNew;
        }

        DebtorChanges compare(DebtorBlock block) {
            String partyObject = DebtorRequests.partyObject(block.party());
            AfasElement relation = changed(block.relation().withoutObject(partyObject), "");
            AfasElement party = DebtorRequests.party(block).without("AutoNum");
            AfasElement fields = changed(party.without(ONE_ADDRESS), partyObject + "/");
            return new DebtorChanges(relation, withAddresses(fields, party), told);
        }

        private AfasElement changed(AfasElement element, String prefix) {
            SequencedMap<String, FieldValue> fields = new LinkedHashMap<>();
            element.fields().forEach((name, value) -> {
                if (isNews(prefix + name, value)) {
                    fields.put(name, value);
                }
            });
            SequencedMap<String, List<AfasElement>> objects = new LinkedHashMap<>();
            element.objects().forEach((name, elements) -> {
                boolean added = name.equals(Addition.Kind.BANK_ACCOUNT.object())
                        || name.equals(Addition.Kind.CONTACT.object());
                if (!added && !ADDRESSES.contains(name) && isNews(prefix + name, elements.toString())) {
                    objects.put(name, elements);
                }
            });
            return new AfasElement(fields, objects);
        }

        private AfasElement withAddresses(AfasElement changed, AfasElement party) {
            Map<String, List<AfasElement>> addresses = new LinkedHashMap<>();
            ADDRESSES.stream().sorted().filter(name -> !party.object(name).isEmpty())
                    .forEach(name -> addresses.put(name, party.object(name)));
            FieldValue one = party.field(ONE_ADDRESS);
            if ((addresses.isEmpty() && one == null) || !isNews(ADDRESS_PLACE, one + addresses.toString())) {
                return changed;
            }
            AfasElement all = one == null ? changed : changed.leading(ONE_ADDRESS, one);
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
            return true;
        }
    }
}

package com.twinafas.writer.debtor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.Lookup;

/** The delivery addresses AFAS knows of its debtors, and the number of each. What is found is not asked for a while. */
public final class DeliveryAddresses {

    private static final long MOST = 100_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final Lookup lookup;
    private final Cache<Place, String> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR)
            .build();

    /** @param connector Adres_ID, DebiteurID, A_Straat, A_Huisnummer, A_Postcode, A_Woonplaats */
    public DeliveryAddresses(Line line, String connector) {
        this.lookup = new Lookup(line, connector, "Adres_ID");
    }

    private record Place(String debtor, AfasElement address) {
    }

    /**
     * The number of a debtor's address ({@code DlAd}); empty when AFAS does not know it.
     *
     * @param address by the fields of {@code KnBasicAddressAdr}
     */
    public Optional<String> number(String debtor, AfasElement address) {
        Place place = new Place(debtor, address);
        String before = known.getIfPresent(place);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<String> found = lookup.find("DebiteurID", debtor).stream().filter(row -> Addition.isAt(row, address))
                .findFirst().map(row -> row.required("Adres_ID"));
        found.ifPresent(number -> known.put(place, number));
        return found;
    }

    /** AFAS refused something with this address: what was known of it may no longer be true. */
    public void forget(String debtor, AfasElement address) {
        known.invalidate(new Place(debtor, address));
    }
}

package com.twinafas.writer.debtor;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.delivery.Fingerprints;

/**
 * Something of a party that AFAS takes one of in a call and never recognises (afas-api §3.1): sent again it would be
 * there twice.
 *
 * @param place what makes it another one: account, name or address
 */
record Addition(Kind kind, String place, AfasElement element) {

    private static final String DELIVERY = "AFL";
    private static final String ADDITION_COLUMN = "A_Toev_Huisnr.";

    /** What can only be added. */
    enum Kind {
        BANK_ACCOUNT("KnBankAccount"),
        CONTACT("KnContact"),
        DELIVERY_ADDRESS("KnContact");

        private final String object;

        Kind(String object) {
            this.object = object;
        }

        String object() {
            return object;
        }
    }

    /** All that a customer has, each once. */
    static List<Addition> of(DebtorBlock block) {
        AfasElement party = DebtorRequests.party(block);
        Map<String, Addition> byPlace = new LinkedHashMap<>();
        Stream.concat(party.object("KnBankAccount").stream().map(Addition::account),
                party.object("KnContact").stream().map(Addition::contact))
                .forEach(addition -> byPlace.putIfAbsent(addition.place(), addition));
        return List.copyOf(byPlace.values());
    }

    /** Those that AFAS was not told. */
    static List<Addition> missing(DebtorBlock block, Fingerprints told) {
        return of(block).stream().filter(addition -> !told.knows(addition.place())).toList();
    }

    /** Those that a new party is made with: one of each object. */
    static List<Addition> first(DebtorBlock block) {
        Map<String, Addition> byObject = new LinkedHashMap<>();
        of(block).forEach(addition -> byObject.putIfAbsent(addition.kind().object(), addition));
        return List.copyOf(byObject.values());
    }

    Fingerprints toldIn(Fingerprints told) {
        return told.with(place, "");
    }

    /** AFAS has no column for an account that is no IBAN. */
    boolean canBeSeen() {
        return kind != Kind.BANK_ACCOUNT || !text(element, "Iban").isEmpty();
    }

    /** Whether a row of AFAS is this one. */
    boolean isShownBy(AfasRow row) {
        return switch (kind) {
            case BANK_ACCOUNT -> canBeSeen() && same(row.text("IBAN"), text(element, "Iban"));
            case DELIVERY_ADDRESS ->
                element.object("KnBasicAddressAdr").stream().anyMatch(address -> isAt(row, address));
            case CONTACT -> element.object("KnPerson").isEmpty()
                    ? same(row.text("Department"), text(element, "ExAd"))
                    : element.object("KnPerson").stream().anyMatch(person -> isPerson(row, person));
        };
    }

    /** Whether a row of a delivery address is this place. */
    static boolean isAt(AfasRow row, AfasElement address) {
        return same(row.text("A_Straat"), text(address, "Ad")) && same(row.text("A_Huisnummer"), text(address, "HmNr"))
                && same(row.text("A_Postcode"), text(address, "ZpCd"))
                && same(row.text("A_Woonplaats"), text(address, "Rs"))
                && (!row.values().containsKey(ADDITION_COLUMN)
                        || same(row.text(ADDITION_COLUMN), text(address, "HmAd")));
    }

    /** AFAS writes a person's name with the first name or with initials: the last name and the first letter count. */
    private static boolean isPerson(AfasRow row, AfasElement person) {
        String shown = comparable(row.text("FullName") == null ? row.text("Name") : row.text("FullName"));
        String last = comparable(text(person, "Is") + text(person, "LaNm"));
        String first = comparable(firstName(person));
        return shown.endsWith(last) && (first.isEmpty() || shown.length() == last.length()
                || shown.charAt(0) == first.charAt(0));
    }

    private static Addition account(AfasElement element) {
        String iban = text(element, "Iban");
        return new Addition(Kind.BANK_ACCOUNT,
                "KnBankAccount/" + comparable(iban.isEmpty() ? text(element, "BaAc") : iban), element);
    }

    private static Addition contact(AfasElement element) {
        if (text(element, "ViKc").equals(DELIVERY)) {
            String address = element.object("KnBasicAddressAdr").stream()
                    .flatMap(place -> Stream.of("Ad", "HmNr", "HmAd", "ZpCd", "Rs", "CoId")
                            .map(field -> comparable(text(place, field))))
                    .collect(Collectors.joining("/"));
            return new Addition(Kind.DELIVERY_ADDRESS,
                    "KnContact/AFL/" + (address.isEmpty() ? comparable(text(element, "ExAd")) : address), element);
        }
        String person = element.object("KnPerson").stream()
                .map(one -> comparable(firstName(one)) + "/" + comparable(text(one, "Is") + text(one, "LaNm")))
                .collect(Collectors.joining());
        return new Addition(Kind.CONTACT,
                "KnContact/" + (person.isEmpty() ? "AFD/" + comparable(text(element, "ExAd")) : "PRS/" + person),
                element);
    }

    private static String firstName(AfasElement person) {
        String first = text(person, "FiNm");
        return first.isEmpty() ? text(person, "In") : first;
    }

    private static String text(AfasElement element, String field) {
        return switch (element.field(field)) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Amount(BigDecimal amount) -> amount.toPlainString();
            case null, default -> "";
        };
    }

    private static boolean same(@Nullable String shown, String ours) {
        return comparable(shown).equals(comparable(ours));
    }

    /** Letters and digits alone, without accents and case. */
    private static String comparable(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }
}

package com.twinafas.writer.debtor;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;

/**
 * Something of a party that AFAS takes one of in a call and never recognises (afas-api §3.1): sent again it would be
 * there twice.
 *
 * @param place what makes it another one: account, name or address
 * @param name  what it is called without saying who or where it is: its kind with its number in Twinfield, else with its
 *              place in the list
 */
record Addition(Kind kind, String place, String name, AfasElement element) {

    private static final String DELIVERY = "AFL";
    private static final String ADDITION_COLUMN = "A_Toev_Huisnr.";

    /** What can only be added. */
    enum Kind {
        BANK_ACCOUNT("KnBankAccount"),
        CONTACT("KnContact"),
        /** A contact too. */
        DELIVERY_ADDRESS("KnContact");

        private final String object;

        Kind(String object) {
            this.object = object;
        }

        String object() {
            return object;
        }
    }

    /** The bank accounts of a customer, each once. */
    static List<Addition> accounts(DebtorBlock block) {
        return each(block, Kind.BANK_ACCOUNT.object(), account -> Kind.BANK_ACCOUNT, Addition::accountPlace);
    }

    /** The contacts and delivery addresses of a customer, each once. */
    static List<Addition> contacts(DebtorBlock block) {
        return each(block, Kind.CONTACT.object(),
                contact -> text(contact, "ViKc").equals(DELIVERY) ? Kind.DELIVERY_ADDRESS : Kind.CONTACT,
                Addition::contactPlace);
    }

    /** All that a customer has, each once. */
    static List<Addition> of(DebtorBlock block) {
        return Stream.concat(accounts(block).stream(), contacts(block).stream()).toList();
    }

    /** Those that a new party is made with: one of each object. */
    static List<Addition> first(DebtorBlock block) {
        return Stream.of(accounts(block), contacts(block)).flatMap(all -> all.stream().limit(1)).toList();
    }

    private static List<Addition> each(DebtorBlock block, String object, Function<AfasElement, Kind> kind,
            Function<AfasElement, String> place) {
        Map<String, Addition> byPlace = new LinkedHashMap<>();
        for (AfasElement element : DebtorRequests.party(block).object(object)) {
            String of = place.apply(element);
            String code = text(element, "ViKc");
            String origin = element.origin();
            String name = (code.isEmpty() ? object : code) + "/" + (origin == null ? "#" + byPlace.size() : origin);
            byPlace.putIfAbsent(of, new Addition(kind.apply(element), of, name, element));
        }
        return List.copyOf(byPlace.values());
    }

    /** What AFAS calls this kind of contact. */
    String code() {
        return text(element, "ViKc");
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

    /** Whether a row of a contact has its name. */
    boolean isCalled(AfasRow row) {
        String name = text(element, "ExAd");
        return !name.isEmpty() && same(row.text("Department"), name);
    }

    /** Whether a row of a contact has its street, as AFAS writes it in one line. */
    boolean isOnLine(AfasRow row) {
        return element.object("KnBasicAddressAdr").stream().map(
                address -> String.join(" ", text(address, "Ad"), text(address, "HmNr"), text(address, "HmAd")))
                .anyMatch(line -> !line.isBlank() && same(row.text("AddressLine1"), line));
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

    private static String accountPlace(AfasElement account) {
        String iban = text(account, "Iban");
        return "KnBankAccount/" + comparable(iban.isEmpty() ? text(account, "BaAc") : iban);
    }

    private static String contactPlace(AfasElement contact) {
        if (text(contact, "ViKc").equals(DELIVERY)) {
            String address = contact.object("KnBasicAddressAdr").stream()
                    .flatMap(place -> Stream.of("Ad", "HmNr", "HmAd", "ZpCd", "Rs", "CoId")
                            .map(field -> comparable(text(place, field))))
                    .collect(Collectors.joining("/"));
            return "KnContact/AFL/" + (address.isEmpty() ? comparable(text(contact, "ExAd")) : address);
        }
        String person = contact.object("KnPerson").stream()
                .map(one -> comparable(firstName(one)) + "/" + comparable(text(one, "Is") + text(one, "LaNm")))
                .collect(Collectors.joining());
        return "KnContact/" + (person.isEmpty() ? "AFD/" + comparable(text(contact, "ExAd")) : "PRS/" + person);
    }

    private static String firstName(AfasElement person) {
        String first = text(person, "FiNm");
        return first.isEmpty() ? text(person, "In") : first;
    }

    static String text(AfasElement element, String field) {
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

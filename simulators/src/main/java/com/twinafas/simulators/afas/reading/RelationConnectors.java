package com.twinafas.simulators.afas.reading;

import static com.twinafas.simulators.afas.reading.Column.date;
import static com.twinafas.simulators.afas.reading.Column.empty;
import static com.twinafas.simulators.afas.reading.Column.flag;
import static com.twinafas.simulators.afas.reading.Column.integer;
import static com.twinafas.simulators.afas.reading.Column.number;
import static com.twinafas.simulators.afas.reading.Column.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.books.Address;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Contact;
import com.twinafas.simulators.afas.books.Debtor;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.afas.books.Values;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** The GetConnectors on parties: debtors, organisations and persons, contacts, delivery addresses, bank accounts. */
final class RelationConnectors {

    private final AfasSetup setup;

    RelationConnectors(AfasSetup setup) {
        this.setup = setup;
    }

    List<GetConnector<?>> all() {
        return List.of(debtors(), parties(), contacts(), deliveryAddresses(), bankAccounts());
    }

    private record DebtorRow(Debtor debtor, Party party) {
    }

    private record ContactRow(Party party, Contact contact, @Nullable Party person) {
    }

    private record AccountRow(Party party, Map<String, String> account, @Nullable Debtor debtor) {
    }

    private record DeliveryRow(Party party, Contact contact, Address address, @Nullable Debtor debtor) {
    }

    private static GetConnector<DebtorRow> debtors() {
        return new GetConnector<>("Profit_Debtor", "Debiteuren",
                List.of(text("DebtorId", 16, row -> row.debtor().number()),
                        text("DebtorName", 255, row -> row.party().name()),
                        text("BcCo", 15, row -> row.party().number()),
                        text("SearchName", 10, row -> row.party().field("SeNm")),
                        text("AdressLine1", 255, row -> streetLine(row.party().visiting())),
                        text("AdressLine3", 255, row -> placeLine(row.party().visiting())),
                        text("AdressLine4", 255, row -> countryLine(row.party().visiting())),
                        text("TelNr", 255, row -> row.party().field("TeNr")),
                        text("Email", 255, row -> row.party().email()), text("IBAN", 40, row -> iban(row)),
                        text("VatNr", 21, row -> row.debtor().field("VaId")),
                        text("ChOfCommNr", 30, row -> row.party().field("CcNr")),
                        text("CollectAccount", 16, row -> row.debtor().field("ColA")),
                        text("PayCon", 5, row -> row.debtor().field("PaCd")),
                        text("VatDuty", 3, row -> row.debtor().field("VaDu")),
                        flag("Blocked", row -> row.debtor().blocked()),
                        number("CreditLimit", row -> Values.number(row.debtor().field("Krli"))),
                        text("CurrencyId", 3, row -> row.debtor().field("CuId")),
                        flag("AutoPayment", row -> Values.yes(row.debtor().field("AuPa"))),
                        date("CreateDate", row -> row.debtor().created()),
                        date("ModifiedDate", row -> row.debtor().modified())),
                books -> books.debtors().stream().filter(Debtor::debtor)
                        .map(debtor -> new DebtorRow(debtor, books.party(debtor.party()).orElseThrow())).toList());
    }

    private static GetConnector<Party> parties() {
        return new GetConnector<>("Profit_OrgPer", "Organisaties en personen",
                List.of(text("BcCo", 15, Party::number),
                        text("Type", 20, party -> party.organisation() ? "Organisatie" : "Persoon"),
                        text("SearchName", 10, party -> party.field("SeNm")), text("Name", 255, Party::name),
                        text("AdressLine1", 255, party -> streetLine(party.visiting())),
                        text("AdressLine3", 255, party -> placeLine(party.visiting())),
                        text("AdressLine4", 255, party -> countryLine(party.visiting())),
                        text("TelWork", 255, party -> party.field("TeNr")), text("MailWork", 255, Party::email),
                        text("Homepage", 255, party -> party.field("HoPa")),
                        text("Note", 0, party -> party.field("Re")),
                        text("ChOfCommNr", 30, party -> party.field("CcNr")),
                        text("DateBirth", 0, party -> party.field("DaBi")),
                        text("BSN", 9, party -> party.field("SoSe"))),
                AfasBooks::parties);
    }

    private static GetConnector<ContactRow> contacts() {
        return new GetConnector<>("Profit_Contacts", "Contacten",
                List.of(text("Type", 10, row -> row.contact().kind()), integer("ContactId", row -> row.contact().id()),
                        text("Name", 255, RelationConnectors::contactName),
                        text("OrgNumber", 15, row -> row.party().organisation() ? row.party().number() : null),
                        text("PerNumber", 15, RelationConnectors::personNumber),
                        text("Department", 255, row -> row.contact().field("ExAd")),
                        flag("Blocked", row -> Values.yes(row.contact().field("Bl"))),
                        text("AddressLine1", 255, row -> streetLine(addressOf(row))),
                        text("AddressLine3", 255, row -> placeLine(addressOf(row))),
                        text("AddressLine4", 255, row -> countryLine(addressOf(row))),
                        text("TelWork", 255, row -> row.contact().field("TeNr")),
                        text("MobWork", 255, row -> row.contact().field("MbNr")),
                        text("MailWork", 255, row -> row.contact().field("EmAd")),
                        text("Note", 0, row -> row.contact().field("Re")),
                        text("Function", 20, row -> row.contact().field("ViFu")),
                        text("FunctionCard", 50, row -> row.contact().field("FuDs")),
                        text("FullName", 255, RelationConnectors::contactName),
                        text("Gender", 10, row -> ofPerson(row, "ViGe")),
                        text("TelPrivate", 255, row -> ofPerson(row, "TeN2")),
                        text("MobPrivate", 255, row -> ofPerson(row, "MbN2")),
                        text("MailPrivate", 255, row -> ofPerson(row, "EmA2")),
                        date("CreateDate", row -> row.party().created()),
                        date("ModifiedDate", row -> row.party().modified())),
                books -> books.parties().stream().flatMap(party -> party.contacts().stream()
                        .map(contact -> new ContactRow(party, contact, person(books, contact)))).toList());
    }

    private GetConnector<DeliveryRow> deliveryAddresses() {
        return new GetConnector<>("Profit_Deliveryaddress", "Afleveradressen",
                List.of(text("OrgId", 15, row -> row.party().number()), text("Bedrijf", 255, row -> row.party().name()),
                        text("Tel", 255, row -> row.contact().field("TeNr")), empty("Fax", Column.Type.STRING),
                        text("Mail", 255, row -> row.contact().field("EmAd")),
                        date("Gewijzigd_op", row -> row.party().modified()),
                        date("Gewijzigd_op_2", row -> row.party().modified()),
                        flag("Is_debiteur", row -> row.debtor() != null && row.debtor().debtor()),
                        integer("Adres_ID", row -> row.address().id()), text("Adrestype_code", 3, row -> "AFL"),
                        text("A_Straat", 60, row -> row.address().field("Ad")),
                        integer("A_Huisnummer", row -> row.address().field("HmNr")),
                        text("A_Toev_Huisnr.", 30, row -> row.address().field("HmAd")),
                        text("A_Postcode", 15, row -> row.address().field("ZpCd")),
                        text("A_Woonplaats", 50, row -> row.address().field("Rs")),
                        text("Adrestype_code_2", 3, row -> "AFL"),
                        text("A_Land", 2, row -> iso(row.address().field("CoId"))),
                        text("DebiteurID", 16, row -> row.debtor() == null ? null : row.debtor().number())),
                books -> books.parties().stream().flatMap(party -> deliveries(books, party)).toList());
    }

    /** An account that has no IBAN is a row all the same; its number is in no column. */
    private static GetConnector<AccountRow> bankAccounts() {
        return new GetConnector<>("Profit_BankAccounts", "Bankrekeningen",
                List.of(text("BcCo", 15, row -> row.party().number()), text("Name", 255, row -> row.party().name()),
                        text("Country", 3, row -> row.account().get("CoId")),
                        text("BIC", 11, row -> row.account().get("Bic")),
                        text("IBAN", 40, row -> row.account().get("Iban")),
                        flag("Grek", row -> Values.yes(row.account().getOrDefault("AcGa", ""))),
                        empty("Employee", Column.Type.STRING), empty("Creditor", Column.Type.STRING),
                        text("Verkooprelatie", 16, row -> row.debtor() == null ? null : row.debtor().number())),
                books -> books.parties().stream().flatMap(party -> {
                    Debtor debtor = books.debtorOf(party).orElse(null);
                    return party.bankAccounts().stream().map(account -> new AccountRow(party, account, debtor));
                }).toList());
    }

    private static Stream<DeliveryRow> deliveries(AfasBooks books, Party party) {
        Debtor debtor = books.debtorOf(party).orElse(null);
        return party.contacts().stream().filter(contact -> contact.kind().equals("AFL")).flatMap(contact -> {
            Address address = contact.address();
            return address == null ? Stream.empty() : Stream.of(new DeliveryRow(party, contact, address, debtor));
        });
    }

    /** This one connector shows countries by their ISO code (afas-api §2.1). */
    private @Nullable String iso(String country) {
        return setup.country(country).map(AfasSetup.Country::iso).orElse(null);
    }

    private static @Nullable Party person(AfasBooks books, Contact contact) {
        String number = contact.person();
        return number == null ? null : books.party(number).orElse(null);
    }

    private static @Nullable String contactName(ContactRow row) {
        return row.person() == null ? row.contact().field("ExAd") : row.person().name();
    }

    private static @Nullable String personNumber(ContactRow row) {
        if (row.person() != null) {
            return row.person().number();
        }
        return row.party().organisation() ? null : row.party().number();
    }

    private static @Nullable String ofPerson(ContactRow row, String field) {
        return row.person() == null ? null : row.person().field(field);
    }

    private static @Nullable String iban(DebtorRow row) {
        String preferred = row.debtor().field("Iban");
        return preferred.isEmpty()
                ? row.party().bankAccounts().stream().map(account -> account.get("Iban"))
                        .filter(iban -> iban != null).findFirst().orElse(null)
                : preferred;
    }

    /** A contact without an address of its own is where its party is. */
    private static @Nullable Address addressOf(ContactRow row) {
        return row.contact().address() == null ? row.party().visiting() : row.contact().address();
    }

    private static @Nullable String streetLine(@Nullable Address address) {
        return address == null ? null : address.streetLine();
    }

    private static @Nullable String placeLine(@Nullable Address address) {
        return address == null ? null : address.placeLine();
    }

    /** Within the Netherlands an address has no country line. */
    private static @Nullable String countryLine(@Nullable Address address) {
        String country = address == null ? "NL" : address.field("CoId");
        return country.equals("NL") ? null : country;
    }
}

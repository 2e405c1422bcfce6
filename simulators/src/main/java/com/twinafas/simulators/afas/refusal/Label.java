package com.twinafas.simulators.afas.refusal;

import java.util.Map;

/** The name of a field as people see it; of fields that no text names, the field itself. */
public record Label(String dutch, String english) {

    public static final Label DEBTOR = new Label("Debiteur", "Debtor");
    public static final Label CREDITOR = new Label("Crediteur", "Creditor");

    private static final Map<String, Label> KNOWN = Map.ofEntries(known("AcNr", "Rekeningnummer", "Account Number"),
            known("BcCo", "Nummer", "Number"), known("BiUn", "Eenheid", "Unit"),
            known("BpDa", "Datum boekstuk", "Voucher date"), known("BpNr", "Boekstuknummer", "Entry number"),
            known("CoId", "Land", "Country"), known("ColA", "Verzamelrekening", "Summary account"),
            known("CuId", "Valuta", "Currency"), known("DbId", "Verkooprelatie", "Sales contact"),
            known("DlAd", "Afleveradres", "Delivery address"), known("Ds", "Omschrijving", "Description"),
            known("EnDa", "Boekdatum", "Date entry"), known("FaTo", "Factuur aan", "Invoice to"),
            known("Grp", "Artikelgroep", "Article group"), known("GuLi", "GUID regel", "GUID line"),
            known("InId", "Factuurnummer", "Invoice number"), known("ItCd", "Itemcode", "Itemcode"),
            known("JoCo", "Dagboek", "Journal"), known("LaNm", "Achternaam", "Last name"),
            known("Nm", "Naam", "Name"), known("OrDa", "Datum", "Date"), known("OrNu", "Nummer", "Number"),
            known("PaCd", "Betalingsvoorwaarde", "Payment condition"), known("Peri", "Periode", "Period"),
            known("QuUn", "Aantal eenheden", "Number of units"), known("RfCs", "Referentie", "Order number/reference"),
            known("Rs", "Woonplaats", "City"), known("UnId", "Administratie", "Administration"),
            known("Unit", "Administratie", "Administration"), known("VaAs", "Kenmerk rekening", "Account feature"),
            known("VaDu", "Btw-plicht", "VAT duty"), known("VaId", "Btw-code", "VAT code"),
            known("VaIt", "Type item", "Item type"), known("VaRc", "Tariefgroep", "VAT rate group"),
            known("War", "Magazijn", "Warehouse"), known("Year", "Boekjaar", "Financial year"));

    /** The label of a field. */
    public static Label of(String field) {
        return KNOWN.getOrDefault(field, new Label(field, field));
    }

    /** As said in a language. */
    public String in(Language language) {
        return language == Language.EN ? english : dutch;
    }

    private static Map.Entry<String, Label> known(String field, String dutch, String english) {
        return Map.entry(field, new Label(dutch, english));
    }
}

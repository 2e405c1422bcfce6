package com.twinafas.simulators.afas.refusal;

import java.util.Locale;

/**
 * The texts of refusals, Dutch and English. Those that are known verbatim (afas-api §3.5 to §3.8) are marked as attested;
 * the other language of those, and the rest, are worded in the same manner. {@code %s} are their parameters.
 */
public enum Text {
    /** Attested in English. Parameters: label. */
    VALUE_DOES_NOT_EXIST(Text.BUSINESS, "De ingevoerde waarde bij '%1$s' bestaat niet | Vul een waarde in bij '%1$s'.",
            "The entered value for '%1$s' does not exist | Enter a value for '%1$s'."),
    /** Attested in English, its label Dutch. Parameters: label, field. */
    MANDATORY_FIELD(Text.BUSINESS, "(AntaObject) Er is geen waarde ingevoerd bij verplicht veld '%s' (%s).",
            "(AntaObject) There is no value entered in mandatory field '%s' (%s)."),
    /** Attested in English. Parameters: label, table. */
    FOREIGN_KEY(Text.BUSINESS,
            "(AntaObject) De foreignkey komt niet voor in de database. FieldId=%s, ForeignkeyId=%s",
            "(AntaObject) The foreignkey does not exist in the database. FieldId=%s, ForeignkeyId=%s"),
    /** Attested in English. Parameters: date as d-M-yyyy. */
    DATE_IN_BLOCKED_PERIOD(Text.BUSINESS, "Datum '%s' valt in een geblokkeerde periode",
            "Date '%s' belongs to a blocked period"),
    /** Attested in English. Parameters: period, year. */
    PERIOD_BLOCKED(Text.BUSINESS, "Voor deze administratie is periode %s van het jaar %s geblokkeerd.",
            "For this administration, period %s of the year %s is blocked."),
    /** Attested in English. Parameters: axis, account. */
    ALLOCATION_OBLIGATORY(Text.BUSINESS,
            "Verbijzonderingscode voor as '%s' moet gevuld zijn voor rekening %s",
            "Allocation code for axis '%s' must be filled for account %s"),
    /** Attested in English. Parameters: code, account. */
    ALLOCATION_NOT_ASSIGNED(Text.BUSINESS,
            "Algemene melding: Er is geen toewijzing voor kostenplaats '%s' met rekening '%s' of de toewijzing is geblokkeerd.",
            "General message: There is no assignment for cost center '%s' with account '%s' or the assignment is blocked."),
    /** Attested in English. Parameters: account. */
    VAT_NOT_ALLOWED(Text.BUSINESS, "(AFASFiEntry) Btw is niet toegestaan voor rekening %s.",
            "(AFASFiEntry) VAT is not allowed for account %s."),
    /** Attested in English, for a creditor. Parameters: invoice, debtor or creditor, number. */
    INVOICE_NUMBER_USED(Text.BUSINESS,
            "Algemene melding: Factuurnummer %s is al gebruikt in de financiële administratie voor %s %s.",
            "General message: Invoice number %s is already used in finance for %s %s."),
    /** Attested in part: the words "Nummer pakbon". Parameters: number. */
    ORDER_NUMBER_USED(Text.BUSINESS, "Nummer pakbon '%s' bestaat al.", "Nummer pakbon '%s' already exists."),
    /** Attested in part: "blocked by another user". Parameters: journal. */
    LOCKED(Text.BUSINESS, "Dagboek '%s' is geblokkeerd door een andere gebruiker.",
            "Journal '%s' is blocked by another user."),
    /** Attested in English. Parameters: column. */
    COLUMN_NOT_FOUND(Text.BUSINESS, "Connectorveld '%s' niet gevonden", "Connector field '%s' not found"),
    /** Attested in English. */
    GET_NOT_GRANTED(Text.NOT_AUTHORISED,
            "GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd",
            "GetConnector not supported for this app or the user is not authorized"),
    /** Attested in Dutch. */
    UPDATE_NOT_GRANTED(Text.NOT_AUTHORISED,
            "Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.",
            "This UpdateConnector is not supported or the user is not authorized."),
    /** Attested in English. */
    UNEXPECTED(Text.TECHNICAL, "Er is een onverwachte fout opgetreden.", "An unexpected error has occurred."),
    /** Attested in both languages. */
    TIME_LIMIT(Text.TECHNICAL, "De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.",
            "The maximum duration for performing the assignment has been exceeded."),
    /** Attested in English. */
    OUT_OF_MEMORY(Text.TECHNICAL, "Out of memory", "Out of memory"),
    /** Parameters: value. */
    NO_TIME_ZONE(Text.BUSINESS, "De waarde '%s' is geen geldige datum",
            "The value '%s' is not a valid date"),
    FILTER_INCOMPLETE(Text.BUSINESS,
            "Het aantal filtervelden, filterwaarden en operatortypes is niet gelijk",
            "The numbers of filter fields, filter values and operator types differ"),
    /** Parameters: value. */
    OPERATOR_UNKNOWN(Text.BUSINESS, "Operatortype '%s' bestaat niet", "Operator type '%s' does not exist"),
    /** Parameters: name, object. */
    FIELD_UNKNOWN(Text.BUSINESS, "Veld '%s' komt niet voor in de definitie van '%s'.",
            "Field '%s' does not occur in the definition of '%s'."),
    /** Parameters: name, object. */
    OBJECT_UNKNOWN(Text.BUSINESS, "Object '%s' komt niet voor in de definitie van '%s'.",
            "Object '%s' does not occur in the definition of '%s'."),
    /** Parameters: object. */
    SHAPE(Text.BUSINESS, "De opbouw van '%s' klopt niet.", "The structure of '%s' is not correct."),
    /** Parameters: label, field, longest. */
    TOO_LONG(Text.BUSINESS, "(AntaObject) De waarde bij veld '%s' (%s) is te lang; maximaal %s tekens.",
            "(AntaObject) The value in field '%s' (%s) is too long; at most %s characters."),
    /** Parameters: label, field. */
    WRONG_TYPE(Text.BUSINESS, "(AntaObject) De waarde bij veld '%s' (%s) is ongeldig.",
            "(AntaObject) The value in field '%s' (%s) is invalid."),
    /** Parameters: label, field. */
    ONE_ROW_ONLY(Text.BUSINESS, "Er mag maar één regel '%s' worden aangeleverd.", "Only one row of '%s' is allowed."),
    /** Parameters: party's name. */
    SEVERAL_MATCHES(Text.BUSINESS, "Er zijn meerdere organisaties/personen gevonden die voldoen aan '%s'.",
            "More than one organisation/person was found that matches '%s'."),
    NO_MATCH(Text.BUSINESS,
            "De organisatie/persoon is niet gevonden.", "The organisation/person was not found."),
    /** Parameters: object. */
    INSERT_NOT_POSSIBLE(Text.NOT_AUTHORISED, "Toevoegen is niet mogelijk met '%s'.",
            "Inserting is not possible with '%s'."),
    /** Parameters: the field that is there, the one that is not. */
    ONE_WITHOUT_THE_OTHER(Text.BUSINESS, "'%s' kan niet worden aangeleverd zonder '%s'.",
            "'%s' cannot be given without '%s'."),
    NO_CONTACT(Text.BUSINESS,
            "Het contact is niet gevonden.", "The contact was not found."),
    /** Parameters: number. */
    DEBTOR_NUMBER_USED(Text.BUSINESS, "Debiteurnummer '%s' bestaat al.", "Debtor number '%s' already exists."),
    /** Parameters: number. */
    PARTY_NUMBER_USED(Text.BUSINESS, "Nummer '%s' is al in gebruik.", "Number '%s' is already in use."),
    /** Parameters: number. */
    ALREADY_SALES_RELATION(Text.BUSINESS, "Organisatie/persoon '%s' is al een verkooprelatie.",
            "Organisation/person '%s' already is a sales relation."),
    /** Parameters: number. */
    DEBTOR_BLOCKED(Text.BUSINESS, "Verkooprelatie '%s' is geblokkeerd.", "Sales relation '%s' is blocked."),
    /** Parameters: item. */
    ITEM_BLOCKED(Text.BUSINESS, "Item '%s' is geblokkeerd.", "Item '%s' is blocked."),
    /** Parameters: number. */
    ITEM_EXISTS(Text.BUSINESS, "Itemcode '%s' bestaat al.", "Itemcode '%s' already exists."),
    /** Parameters: number. */
    ORDER_PROCESSED(Text.BUSINESS, "Order '%s' is al verwerkt en kan niet meer worden gewijzigd.",
            "Order '%s' has been processed and can no longer be changed."),
    NO_LINES(Text.BUSINESS,
            "Er zijn geen regels aangeleverd.", "There are no lines."),
    /** Parameters: field. */
    ENTRY_NUMBER_REFUSED(Text.BUSINESS, "Boekstuknummer (%s) mag niet worden aangeleverd bij een nieuwe boeking.",
            "The entry number (%s) may not be given for a new entry."),
    /** Parameters: debit, credit. */
    NOT_IN_BALANCE(Text.BUSINESS, "De boeking is niet in evenwicht (debet %s, credit %s).",
            "The entry does not balance (debit %s, credit %s)."),
    ZERO_LINE(Text.BUSINESS,
            "Een boekingsregel zonder bedrag is niet toegestaan.",
            "An entry line without an amount is not allowed."),
    /** Parameters: most. */
    TOO_MANY_LINES(Text.BUSINESS, "Een boeking mag maximaal %s regels hebben.", "An entry can have at most %s lines."),
    /** Parameters: account. */
    ACCOUNT_BLOCKED(Text.BUSINESS, "Rekening '%s' is geblokkeerd.", "Account '%s' is blocked.");

    private static final int BUSINESS = -2147220469;
    private static final int NOT_AUTHORISED = -2147180996;
    private static final int TECHNICAL = -2147180999;

    private final int errorNumber;
    private final String dutch;
    private final String english;

    Text(int errorNumber, String dutch, String english) {
        this.errorNumber = errorNumber;
        this.dutch = dutch;
        this.english = english;
    }

    int errorNumber() {
        return errorNumber;
    }

    String in(Language language, Object... parameters) {
        return String.format(Locale.ROOT, language == Language.EN ? english : dutch, parameters);
    }
}

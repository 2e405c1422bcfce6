package com.twinafas.mapper.customer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.update.DebtorBlock.Party;

/**
 * Whether a customer is an organisation or a person: Twinfield does not say. It is an organisation when, in this
 * order, it has a KvK or VAT number; its name has a legal form, a word or sign that only organisations have; or
 * somebody else is named as its contact. Else it is a person.
 */
final class PartyRule {

    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(?<![\\p{L}])(?:b\\.?v\\.?|n\\.?v\\.?|v\\.?o\\.?f\\.?|c\\.?v\\.?|b\\.?v\\.?b\\.?a\\.?|s\\.?r\\.?l\\.?"
                    + "|s\\.?a\\.?r\\.?l\\.?|s\\.?a\\.?s\\.?(?:u\\.?)?|s\\.?a\\.?|e\\.?u\\.?r\\.?l\\.?|gmbh|a\\.?g\\.?"
                    + "|k\\.?g\\.?|o\\.?h\\.?g\\.?|u\\.?g\\.?|e\\.?k\\.?|e\\.?v\\.?|s\\.?e\\.?|ltd\\.?|limited|plc|llp"
                    + "|llc|inc\\.?|corp\\.?|co\\.?|s\\.?p\\.?a\\.?|s\\.?r\\.?o\\.?|a/s|aps|ab|oy|vzw|asbl)(?![\\p{L}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern WORD = Pattern.compile(
            "(?<![\\p{L}])(?:stichting|vereniging|gemeente|provincie|ministerie|coöperatie|cooperatie|maatschap|holding"
                    + "|groep|group|groupe|gruppe|beheer|zonen|zn|sons|fils|söhne|bedrijf|company|compagnie|firma"
                    + "|international|services|solutions|consultancy|bakkerij|slagerij|installatie[a-z]*|techniek"
                    + "|handel[a-z]*|transport[a-z]*|school|ziekenhuis|hotel|restaurant|verein|stiftung|universit[a-zé]*"
                    + "|association|fondation|foundation|trust|bank)(?![\\p{L}])|[&+@\\d]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern DEPARTMENT = Pattern.compile(
            "(?<![\\p{L}])(?:afd(?:eling)?|admin[a-z]*|boekhouding|crediteuren[a-z]*|inkoop|directie|facturatie"
                    + "|department|dept|accounts?|payable|purchasing|finance|buchhaltung|abteilung|comptabilité"
                    + "|service)(?![\\p{L}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private PartyRule() {
    }

    /** @param contacts whoever the addresses name as contact */
    static Party decide(String name, @Nullable String chamberOfCommerceNumber, @Nullable String vatNumber,
            List<String> contacts) {
        if (chamberOfCommerceNumber != null || vatNumber != null) {
            return Party.ORGANISATION;
        }
        if (PersonName.looksLikePerson(name)) {
            return Party.PERSON;
        }
        boolean organisation = isOrganisationName(name)
                || contacts.stream().anyMatch(contact -> !isSamePerson(name, contact));
        return organisation ? Party.ORGANISATION : Party.PERSON;
    }

    static boolean isOrganisationName(String name) {
        return LEGAL_FORM.matcher(name).find() || WORD.matcher(name).find();
    }

    /** Whether a contact is a person of an organisation, and not a department or the organisation itself. */
    static boolean isContactPerson(String organisation, String contact) {
        String name = PersonName.withoutAttention(contact);
        return !name.isEmpty() && !name.equalsIgnoreCase(organisation) && !isOrganisationName(name)
                && !DEPARTMENT.matcher(name).find();
    }

    /** Whether a contact is a department of an organisation. */
    static boolean isDepartment(String organisation, String contact) {
        String name = PersonName.withoutAttention(contact);
        return !name.equalsIgnoreCase(organisation) && DEPARTMENT.matcher(name).find();
    }

    /** Whether a contact is the customer itself: their last names are the same. */
    static boolean isSamePerson(String name, String contact) {
        String own = PersonName.of(name).lastName().toLowerCase(Locale.ROOT);
        return PersonName.of(contact).lastName().toLowerCase(Locale.ROOT).equals(own);
    }

    /** A name to search by (AFAS {@code SeNm}): letters and digits in capitals, without the legal form. */
    static String searchName(String name) {
        String plain = java.text.Normalizer.normalize(LEGAL_FORM.matcher(name).replaceAll(" "),
                java.text.Normalizer.Form.NFD).replaceAll("\\p{M}", "").toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "");
        return plain.length() <= SEARCH_NAME_LENGTH ? plain : plain.substring(0, SEARCH_NAME_LENGTH);
    }

    private static final int SEARCH_NAME_LENGTH = 10;
}

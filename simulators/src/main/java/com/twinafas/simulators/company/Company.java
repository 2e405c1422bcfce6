package com.twinafas.simulators.company;

import java.util.List;

/**
 * A believable company: what its two Twinfield offices hold. Deterministic from seed and size.
 *
 * @param oddities the deliberate problem cases
 */
public record Company(long seed, String organisation, List<OfficeBooks> offices, Oddities oddities) {

    public Company {
        offices = List.copyOf(offices);
    }

    /** The same company for the same seed and size, always. */
    public static Company generate(long seed, CompanySize size) {
        return new CompanyGenerator(seed, size).generate();
    }

    /** @throws IllegalArgumentException when the company has no such office */
    public OfficeBooks office(String code) {
        return offices.stream().filter(books -> books.office().code().equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No office " + code));
    }

    /**
     * What goes wrong on purpose, by record key ({@code office/kind/code}).
     *
     * @param invoiceWithUnknownArticle   an article of an office whose items AFAS must have, and one has not
     * @param customerWithUnknownCountry  a country code that no longer exists
     * @param invoiceOfUnknownCountry     the only invoice of that customer
     * @param invoiceWithUnmappedVatCode  a VAT code without a row in the VAT table
     * @param customersWithOneEmail       pairs of customers of one office; the second pair differs in case and blanks
     * @param customersWithoutEmail       have no e-mail address anywhere
     * @param customerAmbiguousInAfas     its e-mail address is two debtors' in AFAS from the start
     * @param invoiceOfAmbiguousCustomer  the only invoice of that customer
     * @param customersAlreadyInAfas      a debtor with their e-mail address is in AFAS from the start
     * @param missingInvoiceNumber        a number that a deleted concept left open in its series
     */
    public record Oddities(String invoiceWithUnknownArticle, String customerWithUnknownCountry,
            String invoiceOfUnknownCountry, String invoiceWithUnmappedVatCode, List<List<String>> customersWithOneEmail,
            List<String> customersWithoutEmail, String customerAmbiguousInAfas, String invoiceOfAmbiguousCustomer,
            List<String> customersAlreadyInAfas, String missingInvoiceNumber) {
    }
}

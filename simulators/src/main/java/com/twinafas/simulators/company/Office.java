package com.twinafas.simulators.company;

import java.util.List;
import java.util.UUID;

/**
 * An office with what seldom changes in it.
 *
 * @param companyId     GUID of the office
 * @param codeMask      of customer codes
 * @param addressLabels what {@code field1} to {@code field6} of a customer's address mean here
 */
public record Office(String code, String name, String shortName, UUID companyId, String codeMask,
        List<String> addressLabels, List<InvoiceType> invoiceTypes, List<Daybook> daybooks, List<VatCode> vatCodes,
        List<Ledger> ledgers, List<Named> currencies, List<Named> payCodes, List<Named> groups) {

    /** Every office keeps its books in euros. */
    public static final String BASE_CURRENCY = "EUR";

    public Office {
        addressLabels = List.copyOf(addressLabels);
        invoiceTypes = List.copyOf(invoiceTypes);
        daybooks = List.copyOf(daybooks);
        vatCodes = List.copyOf(vatCodes);
        ledgers = List.copyOf(ledgers);
        currencies = List.copyOf(currencies);
        payCodes = List.copyOf(payCodes);
        groups = List.copyOf(groups);
    }

    /** A code with its name. */
    public record Named(String code, String name) {
    }

    /** @param including whether prices on invoices of this type include VAT */
    public record InvoiceType(String code, String name, boolean including, String daybook) {
    }

    /** @param ledger the balance account of a bank or cash book; empty on others */
    public record Daybook(String code, String name, String shortName, String ledger) {
    }

    /** @param type {@code BAS}, {@code PNL}, {@code KPL} or {@code PRJ} */
    public record Ledger(String type, String code, String name, UUID uid) {
    }

    /** @throws IllegalArgumentException when the office has no such invoice type */
    public InvoiceType invoiceType(String type) {
        return invoiceTypes.stream().filter(one -> one.code().equals(type)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No invoice type " + type + " in office " + code));
    }

    /** @throws IllegalArgumentException when the office has no such VAT code */
    public VatCode vatCode(String vatCode) {
        return vatCodes.stream().filter(one -> one.code().equals(vatCode)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No VAT code " + vatCode + " in office " + code));
    }
}

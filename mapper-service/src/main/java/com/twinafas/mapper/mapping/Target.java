package com.twinafas.mapper.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.twinafas.schemas.key.RecordKind;

/** The AFAS documents a mapping fills, by the names they have in its YAML. */
public enum Target {
    /** {@code KnSalesRelationOrg}. */
    ORGANISATION_DEBTOR(RecordKind.CUSTOMER, "KnSalesRelationOrg"),
    /** {@code KnSalesRelationPer}. */
    PERSON_DEBTOR(RecordKind.CUSTOMER, "KnSalesRelationPer"),
    /** {@code FbItemArticle}. */
    ITEM(RecordKind.ARTICLE, "FbItemArticle"),
    /** {@code FbSales}. */
    ORDER(RecordKind.SALES_INVOICE, "FbSales"),
    /** {@code FbDirectInvoice}. */
    DIRECT_INVOICE(RecordKind.SALES_INVOICE, "FbDirectInvoice"),
    /** {@code FiEntryPar}. */
    ENTRY(RecordKind.TRANSACTION, "FiEntries");

    private final RecordKind source;
    private final String connector;

    Target(RecordKind source, String connector) {
        this.source = source;
        this.connector = connector;
    }

    /** The UpdateConnector that takes it. */
    public String connector() {
        return connector;
    }

    /** The kind of record it is filled from. */
    RecordKind source() {
        return source;
    }

    /** As it stands in a mapping, for example {@code organisation-debtor}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Target> ofWireName(String name) {
        return Arrays.stream(values()).filter(target -> target.wireName().equals(name)).findFirst();
    }
}

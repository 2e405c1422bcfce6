package com.twinafas.mapper.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The AFAS documents a mapping fills, by the names they have in its YAML. */
public enum Target {
    /** {@code KnSalesRelationOrg}. */
    ORGANISATION_DEBTOR,
    /** {@code KnSalesRelationPer}. */
    PERSON_DEBTOR,
    /** {@code FbItemArticle}. */
    ITEM,
    /** {@code FbSales}. */
    ORDER,
    /** {@code FbDirectInvoice}. */
    DIRECT_INVOICE,
    /** {@code FiEntryPar}. */
    ENTRY;

    /** As it stands in a mapping, for example {@code organisation-debtor}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Target> ofWireName(String name) {
        return Arrays.stream(values()).filter(target -> target.wireName().equals(name)).findFirst();
    }
}

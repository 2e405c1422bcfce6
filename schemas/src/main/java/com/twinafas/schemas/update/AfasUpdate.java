package com.twinafas.schemas.update;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What must become true in AFAS for one record; the personal part of an update, kept in its payload. */
public sealed interface AfasUpdate {

    DocumentKind documentKind();

    /** A debtor with its customer's data. */
    record DebtorUpdate(DebtorBlock debtor) implements AfasUpdate {
        @Override
        public DocumentKind documentKind() {
            return DocumentKind.DEBTOR;
        }
    }

    /**
     * An item, to be created or updated, or only required to exist.
     *
     * @param item the element of {@code FbItemArticle} without {@code ItCd}; null when it is only required to exist
     */
    record ItemUpdate(String itemCode, @Nullable AfasElement item) implements AfasUpdate {
        @Override
        public DocumentKind documentKind() {
            return DocumentKind.ITEM;
        }
    }

    /**
     * A sales order or a direct invoice.
     *
     * @param documentKind  {@link DocumentKind#ORDER} or {@link DocumentKind#DIRECT_INVOICE}
     * @param administration AFAS {@code Unit}
     * @param reference     {@code RfCs}: the record key
     * @param orderNumber   {@code OrNu} by the office's pattern; null when AFAS numbers it
     * @param finalInvoice  false while the Twinfield invoice is a concept
     * @param totalIncluding Twinfield's total with VAT, in the currency of the document; negative for a credit
     * @param items         the item codes that must exist in AFAS
     * @param document      the element of {@code FbSales} or {@code FbDirectInvoice} with its lines, without
     *                      {@code DbId}, {@code RfCs}, {@code OrNu} and line GUIDs: those are the writer's
     * @param standIn       fields that the document has besides when its debtor stands in for its customer: who and
     *                      where that is; null when there is nothing to say
     * @param deliveryAddress where it is delivered, by the fields of {@code KnBasicAddressAdr}, when that is another
     *                      place than it is sent to; the writer names it by its number where AFAS knows it
     */
    record InvoiceUpdate(DocumentKind documentKind, String administration, String reference,
            @Nullable String orderNumber, LocalDate date, String currency, boolean finalInvoice,
            BigDecimal totalIncluding, BigDecimal totalExcluding, DebtorBlock debtor, SortedSet<String> items,
            AfasElement document, @Nullable AfasElement standIn, @Nullable AfasElement deliveryAddress)
            implements
                AfasUpdate {

        /** One that goes on no debtor but its customer's own. */
        public InvoiceUpdate(DocumentKind documentKind, String administration, String reference,
                @Nullable String orderNumber, LocalDate date, String currency, boolean finalInvoice,
                BigDecimal totalIncluding, BigDecimal totalExcluding, DebtorBlock debtor, SortedSet<String> items,
                AfasElement document) {
            this(documentKind, administration, reference, orderNumber, date, currency, finalInvoice, totalIncluding,
                    totalExcluding, debtor, items, document, null, null);
        }

        /** The same with other fields when its debtor stands in for its customer. */
        public InvoiceUpdate standingIn(@Nullable AfasElement fields) {
            return new InvoiceUpdate(documentKind, administration, reference, orderNumber, date, currency, finalInvoice,
                    totalIncluding, totalExcluding, debtor, items, document, fields, deliveryAddress);
        }

        /** The same, delivered at this place. */
        public InvoiceUpdate deliveredAt(@Nullable AfasElement address) {
            return new InvoiceUpdate(documentKind, administration, reference, orderNumber, date, currency, finalInvoice,
                    totalIncluding, totalExcluding, debtor, items, document, standIn, address);
        }

        /** The same with another document. */
        public InvoiceUpdate with(AfasElement other) {
            return new InvoiceUpdate(documentKind, administration, reference, orderNumber, date, currency, finalInvoice,
                    totalIncluding, totalExcluding, debtor, items, other, standIn, deliveryAddress);
        }

        /** The same with its customer told otherwise. */
        public InvoiceUpdate with(DebtorBlock other) {
            return new InvoiceUpdate(documentKind, administration, reference, orderNumber, date, currency, finalInvoice,
                    totalIncluding, totalExcluding, other, items, document, standIn, deliveryAddress);
        }

        /** The document as it goes on a debtor that stands in for its customer. */
        public InvoiceUpdate onStandIn() {
            return standIn == null
                    ? this
                    : new InvoiceUpdate(documentKind, administration, reference, orderNumber, date, currency,
                            finalInvoice, totalIncluding, totalExcluding, debtor, items,
                            document.withAll(standIn.fields()), null, null);
        }
    }

    /**
     * A financial entry.
     *
     * @param administration AFAS {@code UnId}
     * @param journal       {@code JoCo}
     * @param voucher       {@code BpNr}, at most 32 characters, unique for the record
     * @param total         debit total in the base currency
     * @param debtors       the customers on whose accounts it books, each once
     * @param entry         the element of {@code FiEntryPar} with its {@code FiEntries}; a debtor's line has no
     *                      {@code AcNr}: that is the writer's to fill in
     */
    record EntryUpdate(String administration, String journal, String voucher, LocalDate date, BigDecimal total,
            List<EntryDebtor> debtors, AfasElement entry) implements AfasUpdate {

        public EntryUpdate {
            debtors = List.copyOf(debtors);
        }

        /** The same with its customers told otherwise. */
        public EntryUpdate with(List<EntryDebtor> others) {
            return new EntryUpdate(administration, journal, voucher, date, total, others, entry);
        }

        @Override
        public DocumentKind documentKind() {
            return DocumentKind.ENTRY;
        }
    }

    /**
     * The record was deleted in Twinfield. Nothing is ever deleted in AFAS.
     *
     * @param blockInAfas whether a customer or article is to be blocked there
     */
    record Deletion(boolean blockInAfas) implements AfasUpdate {
        @Override
        public DocumentKind documentKind() {
            return DocumentKind.DELETION;
        }
    }
}

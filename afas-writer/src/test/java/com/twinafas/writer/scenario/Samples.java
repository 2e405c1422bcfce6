package com.twinafas.writer.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DebtorBlock.Party;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.EntryDebtor;
import com.twinafas.schemas.update.FieldValue;

/** Updates as the mapper makes them, valid in the simulator's standard environment. */
public final class Samples {

    public static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    /** An article of the standard environment, of 21 % VAT. */
    public static final String KEYBOARD = "1000";
    /** Another one, of 9 % VAT. */
    public static final String BOOK = "1001";

    private Samples() {
    }

    public static RecordKey customer(String code) {
        return new RecordKey("NL01", RecordKind.CUSTOMER, code);
    }

    public static RecordKey invoice(int number) {
        return new RecordKey("NL01", RecordKind.SALES_INVOICE, "FACTUUR/" + number);
    }

    public static RecordKey article(String code) {
        return new RecordKey("NL01", RecordKind.ARTICLE, code);
    }

    public static RecordKey transaction(int number) {
        return new RecordKey("NL01", RecordKind.TRANSACTION, "VRK/" + number);
    }

    /** A customer that is a company. */
    public static DebtorBlock company(String code, long revision, String name, @Nullable String email) {
        AfasElement organisation = AfasElement.EMPTY.with("PadAdr", FieldValue.of(true))
                .with("AutoNum", FieldValue.of(true)).with("SeNm", "ZOEK").with("Nm", name)
                .withObject("KnBasicAddressAdr", List.of(address()));
        if (email != null) {
            organisation = organisation.with("EmAd", email);
        }
        return block(code, revision, Party.ORGANISATION, email,
                relation().withObject("KnOrganisation", List.of(organisation)));
    }

    /** A customer that is a person. */
    public static DebtorBlock person(String code, long revision, String name, @Nullable String email) {
        AfasElement person = AfasElement.EMPTY.with("PadAdr", FieldValue.of(true)).with("AutoNum", FieldValue.of(true))
                .with("SeNm", "ZOEK").with("FiNm", "Jan").with("LaNm", name).with("SpNm", FieldValue.of(false))
                .with("ViGe", "O").withObject("KnBasicAddressAdr", List.of(address()));
        if (email != null) {
            person = person.with("EmAd", email);
        }
        return block(code, revision, Party.PERSON, email, relation().withObject("KnPerson", List.of(person)));
    }

    private static AfasElement relation() {
        return AfasElement.EMPTY.with("IsDb", FieldValue.of(true)).with("CuId", "EUR").with("PaCd", "14")
                .with("ColA", "1400").with("VaDu", "1").with("InPv", "Y");
    }

    private static AfasElement address() {
        return AfasElement.EMPTY.with("CoId", "NL").with("PbAd", FieldValue.of(false)).with("Ad", "Stadsring")
                .with("HmNr", FieldValue.of(new BigDecimal("69"))).with("ZpCd", "3811 HN").with("Rs", "Amersfoort")
                .with("ResZip", FieldValue.of(false));
    }

    private static DebtorBlock block(String code, long revision, Party party, @Nullable String email,
            AfasElement relation) {
        return new DebtorBlock(customer(code), revision, "raw" + relation.hashCode(), "says" + relation.hashCode(),
                party, new DebtorBlock.Identity(email, null, null, null), null, relation);
    }

    /** The same customer with a bank account. */
    public static DebtorBlock withIban(DebtorBlock block, String iban) {
        return withParty(block, party -> party.adding("KnBankAccount", account("Iban", iban)));
    }

    /** A bank account by its IBAN ({@code Iban}) or another number ({@code BaAc}). */
    public static AfasElement account(String field, String number) {
        return AfasElement.EMPTY.with("CoId", "NL").with("IbCk", FieldValue.of(false)).with(field, number);
    }

    /** The same customer with a delivery address. */
    public static DebtorBlock withDelivery(DebtorBlock block, String name, String street) {
        return withParty(block, party -> party.adding("KnContact",
                AfasElement.EMPTY.with("PadAdr", FieldValue.of(true)).with("ViKc", "AFL").with("ExAd", name)
                        .withObject("KnBasicAddressAdr", List.of(address().with("Ad", street)))));
    }

    /** The same customer with the delivery address that has this number in Twinfield. */
    public static DebtorBlock withDelivery(DebtorBlock block, String number, String name, String street) {
        return withParty(withDelivery(block, name, street), party -> {
            List<AfasElement> contacts = new ArrayList<>(party.object("KnContact"));
            contacts.set(contacts.size() - 1, contacts.getLast().from(number));
            return party.withObject("KnContact", contacts);
        });
    }

    /** The same customer with a contact person. */
    public static DebtorBlock withContact(DebtorBlock block, String firstName, String lastName) {
        return withParty(block, party -> party.adding("KnContact", AfasElement.EMPTY.with("PadAdr", FieldValue.of(true))
                .with("ViKc", "PRS").withObject("KnPerson", List.of(AfasElement.EMPTY
                        .with("PadAdr", FieldValue.of(true)).with("AutoNum", FieldValue.of(true)).with("SeNm", "ZOEK")
                        .with("FiNm", firstName).with("LaNm", lastName).with("SpNm", FieldValue.of(false))
                        .with("ViGe", "O")))));
    }

    /** The same customer with a department. */
    public static DebtorBlock withDepartment(DebtorBlock block, String name) {
        return withParty(block, party -> party.adding("KnContact", AfasElement.EMPTY
                .with("PadAdr", FieldValue.of(true)).with("ViKc", "AFD").with("ExAd", name)));
    }

    /** The same customer, of whose organisation or person something else is said. */
    public static DebtorBlock withParty(DebtorBlock block, UnaryOperator<AfasElement> change) {
        String object = block.party() == Party.ORGANISATION ? "KnOrganisation" : "KnPerson";
        return withRelation(block, relation -> relation.withObject(object,
                relation.object(object).stream().map(change).toList()));
    }

    /** The same customer, of whose sales relation something else is said. */
    public static DebtorBlock withRelation(DebtorBlock block, UnaryOperator<AfasElement> change) {
        AfasElement relation = change.apply(block.relation());
        return new DebtorBlock(block.customer(), block.revision(), "raw" + relation.hashCode(),
                "says" + relation.hashCode(), block.party(), block.identity(), null, relation, block.leftContact());
    }

    /** The same customer as it was read later. */
    public static DebtorBlock at(DebtorBlock block, long revision) {
        return new DebtorBlock(block.customer(), revision, block.rawHash(), block.contentHash(), block.party(),
                block.identity(), block.fixedDebtor(), block.relation(), block.leftContact());
    }

    /** The same customer, to be delivered on the default debtor. */
    public static DebtorBlock onDebtor(DebtorBlock block, String debtor) {
        return new DebtorBlock(block.customer(), block.revision(), block.rawHash(), block.contentHash(), block.party(),
                block.identity(), debtor, block.relation());
    }

    /** An order of one line for each quantity: keyboards, then books. */
    public static AfasUpdate.InvoiceUpdate order(RecordKey key, DebtorBlock debtor, int... quantities) {
        return document(key, DocumentKind.ORDER, debtor, quantities);
    }

    public static AfasUpdate.InvoiceUpdate directInvoice(RecordKey key, DebtorBlock debtor, int... quantities) {
        return document(key, DocumentKind.DIRECT_INVOICE, debtor, quantities);
    }

    private static AfasUpdate.InvoiceUpdate document(RecordKey key, DocumentKind kind, DebtorBlock debtor,
            int... quantities) {
        List<AfasElement> lines = new ArrayList<>();
        TreeSet<String> items = new TreeSet<>();
        BigDecimal excluding = BigDecimal.ZERO;
        BigDecimal including = BigDecimal.ZERO;
        for (int i = 0; i < quantities.length; i++) {
            boolean keyboard = i % 2 == 0;
            String item = keyboard ? KEYBOARD : BOOK;
            BigDecimal price = new BigDecimal(keyboard ? "25.96" : "39.50");
            BigDecimal net = price.multiply(BigDecimal.valueOf(quantities[i]));
            lines.add(line(item, quantities[i], price, keyboard ? "1" : "2"));
            items.add(item);
            excluding = excluding.add(net);
            including = including.add(net.multiply(new BigDecimal(keyboard ? "1.21" : "1.09")));
        }
        AfasElement document = AfasElement.EMPTY.with("OrDa", FieldValue.of(DATE)).with("CuId", "EUR").with("VaDu", "1")
                .with("PaCd", "14").with("Unit", "1")
                .withObject(kind == DocumentKind.ORDER ? "FbSalesLines" : "FbDirectInvoiceLines", lines);
        return new AfasUpdate.InvoiceUpdate(kind, "1", key.toString(), null, DATE, "EUR", true,
                including.setScale(2, RoundingMode.HALF_UP), excluding, debtor, items, document);
    }

    private static AfasElement line(String item, int quantity, BigDecimal price, String rate) {
        return AfasElement.EMPTY.with("VaIt", "2").with("ItCd", item).with("Ds", "Regel").with("BiUn", "stk")
                .with("QuUn", FieldValue.of(BigDecimal.valueOf(quantity))).with("Upri", FieldValue.of(price))
                .with("VaRc", rate);
    }

    /** The same document under a number of ours. */
    public static AfasUpdate.InvoiceUpdate numbered(AfasUpdate.InvoiceUpdate invoice, String number) {
        return new AfasUpdate.InvoiceUpdate(invoice.documentKind(), invoice.administration(), invoice.reference(),
                number, invoice.date(), invoice.currency(), invoice.finalInvoice(), invoice.totalIncluding(),
                invoice.totalExcluding(), invoice.debtor(), invoice.items(), invoice.document());
    }

    /** The same document with another item on its first line. */
    public static AfasUpdate.InvoiceUpdate withItem(AfasUpdate.InvoiceUpdate invoice, String item) {
        List<AfasElement> lines = new ArrayList<>(invoice.document().object("FbSalesLines"));
        lines.set(0, lines.getFirst().with("ItCd", item));
        return new AfasUpdate.InvoiceUpdate(invoice.documentKind(), invoice.administration(), invoice.reference(), null,
                invoice.date(), invoice.currency(), invoice.finalInvoice(), invoice.totalIncluding(),
                invoice.totalExcluding(), invoice.debtor(), new TreeSet<>(List.of(item)),
                invoice.document().withObject("FbSalesLines", lines));
    }

    /** A sales entry: debtor against revenue and VAT. */
    public static AfasUpdate.EntryUpdate entry(RecordKey key, String invoiceNumber, @Nullable DebtorBlock debtor) {
        AfasElement entry = AfasElement.EMPTY.with("Year", "2026").with("Peri", "11").withObject("FiEntries",
                List.of(entryLine("2", debtor == null ? "10001" : null, "121.00", "0.00").with("InId", invoiceNumber),
                        entryLine("1", "8000", "0.00", "100.00").with("InId", invoiceNumber).with("VaId", "1"),
                        entryLine("1", "1510", "0.00", "21.00").with("InId", invoiceNumber).with("VaId", "1")));
        return new AfasUpdate.EntryUpdate("1", "20", key.toString(), DATE, new BigDecimal("121.00"),
                debtor == null ? List.of() : List.of(new EntryDebtor(debtor, List.of(0))), entry);
    }

    /** What one customer pays of one invoice. */
    public record Payment(DebtorBlock debtor, String invoiceNumber, String amount) {
    }

    /** A bank statement on which customers pay invoices. */
    public static AfasUpdate.EntryUpdate statement(RecordKey key, Payment... payments) {
        BigDecimal total = Stream.of(payments).map(payment -> new BigDecimal(payment.amount())).reduce(BigDecimal.ZERO,
                BigDecimal::add);
        List<AfasElement> lines = new ArrayList<>(List.of(entryLine("1", "1100", total.toPlainString(), "0.00")));
        Map<DebtorBlock, List<Integer>> places = new LinkedHashMap<>();
        for (Payment payment : payments) {
            places.computeIfAbsent(payment.debtor(), any -> new ArrayList<>()).add(lines.size());
            lines.add(entryLine("2", null, "0.00", payment.amount()).with("InId", payment.invoiceNumber()));
        }
        return new AfasUpdate.EntryUpdate("1", "50", key.toString(), DATE, total,
                places.entrySet().stream().map(place -> new EntryDebtor(place.getKey(), place.getValue())).toList(),
                AfasElement.EMPTY.with("Year", "2026").with("Peri", "11").withObject("FiEntries", lines));
    }

    private static AfasElement entryLine(String kind, @Nullable String account, String debit, String credit) {
        AfasElement line = AfasElement.EMPTY.with("VaAs", kind).with("EnDa", FieldValue.of(DATE))
                .with("BpDa", FieldValue.of(DATE)).with("Ds", "Factuur")
                .with("AmDe", FieldValue.of(new BigDecimal(debit)))
                .with("AmCr", FieldValue.of(new BigDecimal(credit)));
        return account == null ? line : line.with("AcNr", account);
    }

    public static AfasUpdate.ItemUpdate item(String code, String description) {
        return new AfasUpdate.ItemUpdate(code,
                AfasElement.EMPTY.with("Ds", description).with("Grp", "100").with("BiUn", "stk").with("VaRc", "1")
                        .with("SaPrice", FieldValue.of(new BigDecimal("10.00"))));
    }
}

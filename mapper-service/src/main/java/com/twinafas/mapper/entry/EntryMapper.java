package com.twinafas.mapper.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.allocation.Allocation;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.Rule;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Template;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.payment.PaymentTable;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.SettingValues;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.schemas.update.EntryDebtor;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Booked transactions (twinfield-api §4.5) to financial entries (afas-api §3.6): balanced, without lines of zero. */
public final class EntryMapper {

    private static final String LINES = "FiEntries";
    private static final int RATE_DECIMALS = 6;

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;
    private final LedgerTable ledgers;
    private final Allocation allocation;
    private final PaymentTable payment;

    public EntryMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
        this.ledgers = new LedgerTable(settings.revenueAccounts(), settings.unmappedLedger());
        this.allocation = new Allocation(settings);
        this.payment = new PaymentTable(settings);
    }

    /** Whether it is final; a provisional one can still change. */
    public static boolean isFinal(XmlElement raw) {
        return "final".equals(raw.attribute("location"));
    }

    /** Whether it books nothing: AFAS takes no line of zero, and it has no other. */
    public static boolean isZero(XmlElement raw) {
        List<XmlElement> lines = TransactionXml.lines(raw);
        return !lines.isEmpty() && lines.stream()
                .allMatch(line -> RawValues.requiredNumber(line, "basevalue").signum() == 0);
    }

    /** The codes of the customers whose account its lines book on. */
    public static SortedSet<String> customers(XmlElement raw) {
        return TransactionXml.lines(raw).stream()
                .map(line -> TransactionXml.relation(line, TransactionXml.CUSTOMER)).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The transaction as an entry. Lines of customers have no account: that is the writer's to fill in.
     *
     * @param customers all on whose accounts it books, by their code
     * @throws Unmappable when a value is missing, impossible or without a counterpart, or it does not balance
     */
    public EntryUpdate entry(SourceRecord transaction, SortedMap<String, EntryCustomer> customers,
            OfficeSettings office, Trace trace) {
        XmlElement raw = transaction.content();
        LocalDate date = RawValues.requiredDate(raw, "header", "date");
        String daybook = RawValues.required(raw, "header", "code");
        String journal = office.journals().get(daybook);
        if (journal == null) {
            throw Unmappable.of(FailureCode.JOURNAL_UNMAPPED, "daybook", daybook);
        }
        String voucher = Voucher.number(transaction.key());
        String country = country(customers.values(), office);
        List<EntryLine> read = new ArrayList<>();
        for (XmlElement line : TransactionXml.lines(raw)) {
            BigDecimal value = RawValues.requiredNumber(line, "basevalue");
            if (value.signum() != 0) {
                read.add(line(raw, line, value, date, voucher, country, office, customers));
            }
        }
        BigDecimal total = balanced(read);
        List<EntryLine> lines = Condensing.condensed(read);
        String[] period = TransactionXml.period(raw);
        Source source = new Source(raw).fact("year", FieldValue.of(new BigDecimal(period[0])))
                .fact("period", FieldValue.of(new BigDecimal(period[1]))).fact("journal", journal)
                .fact("description", raw.textAt("header", "freetext1"))
                .part("lines", lines.stream().map(EntryLine::source).toList());
        AfasElement entry = mapping.fill(Target.ENTRY, source, SettingValues.of(settings, office), trace);
        if (entry.object(LINES).size() != lines.size()) {
            throw Unmappable.of(FailureCode.MAPPING_FAILED,
                    Map.of("field", LINES, "rule", linesRule().place(), "needed",
                            "every line once", "found", "lines left out or repeated"));
        }
        return new EntryUpdate(office.administration(), journal, voucher, date, total, debtors(lines, customers),
                entry);
    }

    /** Where the mapping says how lines are made. */
    private Rule linesRule() {
        Template entry = mapping.template(Target.ENTRY);
        Template.Nested lines = entry.objects().get(LINES);
        return lines == null ? entry.rule() : lines.template().rule();
    }

    /** The country by which its tables are read: that of its only customer, or of all of them; else the office's own. */
    public static String country(Collection<EntryCustomer> customers, OfficeSettings office) {
        SortedSet<String> countries = customers.stream().map(EntryCustomer::country)
                .collect(Collectors.toCollection(TreeSet::new));
        return countries.size() == 1 ? countries.first() : office.entries().country();
    }

    /** The VAT codes its lines name. */
    public static SortedSet<String> vatCodes(XmlElement raw) {
        return TransactionXml.lines(raw).stream().map(line -> line.textAt("vatcode")).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<EntryDebtor> debtors(List<EntryLine> lines, SortedMap<String, EntryCustomer> customers) {
        return customers.entrySet().stream().map(customer -> new EntryDebtor(customer.getValue().debtor(),
                IntStream.range(0, lines.size()).filter(i -> customer.getKey().equals(lines.get(i).customer())).boxed()
                        .toList()))
                .filter(debtor -> !debtor.lines().isEmpty()).toList();
    }

    private static BigDecimal balanced(List<EntryLine> lines) {
        BigDecimal debit = total(lines, true);
        BigDecimal credit = total(lines, false);
        if (debit.compareTo(credit) != 0 || lines.isEmpty()) {
            throw Unmappable.of(FailureCode.ENTRY_UNBALANCED,
                    Map.of("debit", debit.toPlainString(), "credit", credit.toPlainString()));
        }
        return debit;
    }

    private static BigDecimal total(List<EntryLine> lines, boolean debit) {
        return lines.stream().filter(line -> line.debit() == debit).map(EntryLine::value).reduce(BigDecimal.ZERO,
                BigDecimal::add);
    }

    private EntryLine line(XmlElement raw, XmlElement line, BigDecimal value, LocalDate date, String voucher,
            String country, OfficeSettings office, SortedMap<String, EntryCustomer> customers) {
        Source facts = new Source(line).fact("entry-date", FieldValue.of(date))
                .fact("voucher-date", FieldValue.of(date)).fact("voucher", voucher)
                .fact("invoice-number", Voucher.invoiceNumber(TransactionXml.invoiceNumber(raw, line)))
                .fact("description", line.textAt("description"));
        String customer = TransactionXml.relation(line, TransactionXml.CUSTOMER);
        String supplier = TransactionXml.relation(line, TransactionXml.SUPPLIER);
        SortedMap<String, String> allocated = new TreeMap<>();
        if (customer != null) {
            facts.fact(EntryLine.KIND, "debtor").fact("due-date", dueDate(raw, line));
            terms(facts, raw, line, date, customers.get(customer));
        } else if (supplier != null) {
            facts.fact(EntryLine.KIND, "creditor")
                    .fact("account", office.entries().creditors().getOrDefault(supplier, supplier))
                    .fact("due-date", dueDate(raw, line));
        } else {
            ledger(facts, line, country);
            allocated.putAll(allocation.of(line));
        }
        String base = office.entries().baseCurrency();
        String currency = Objects.requireNonNullElse(raw.textAt("header", "currency"), base);
        boolean foreign = !currency.equals(base);
        if (foreign) {
            facts.fact("currency", currency).fact("rate", rate(line));
        }
        return new EntryLine(line, all(facts), allocated, customer, TransactionXml.isDebit(line, value), value.abs(),
                foreign ? RawValues.requiredNumber(line, "value").abs() : null);
    }

    /** What is still to be paid has terms; what a payment books has none. */
    private void terms(Source facts, XmlElement raw, XmlElement line, LocalDate date,
            @Nullable EntryCustomer customer) {
        FieldValue due = dueDate(raw, line);
        if (due instanceof FieldValue.Date(LocalDate day)) {
            XmlElement content = customer == null ? null : customer.content();
            Boolean collect = payment.method(content, null).collect();
            facts.fact("payment-condition", payment.condition(content, date, day, null)).fact("collect",
                    collect == null ? null : FieldValue.of(collect));
        }
    }

    private void ledger(Source facts, XmlElement line, String country) {
        String vatCode = line.textAt("vatcode");
        String ledger = RawValues.required(line, "dim1");
        String vatAccount = "vat".equals(line.attribute("type")) && vatCode != null
                ? vat.account(vatCode, country)
                : null;
        facts.fact(EntryLine.KIND, EntryLine.LEDGER).fact("account",
                vatAccount == null ? ledgers.account(ledger, country, vatCode) : vatAccount);
        if (vatCode != null) {
            facts.fact("vat-code", vat.vatCode(vatCode, country));
        }
    }

    /** Of the line, else of the transaction; a line that pays an invoice has none. */
    private static @Nullable FieldValue dueDate(XmlElement raw, XmlElement line) {
        if (TransactionXml.isStatement(raw)) {
            return null;
        }
        LocalDate due = RawValues.date(line, "duedate");
        LocalDate date = due == null ? RawValues.date(raw, "header", "duedate") : due;
        return date == null ? null : FieldValue.of(date);
    }

    /** AFAS's rate is units of the currency for one of the base currency; Twinfield's is the other way round. */
    private static @Nullable FieldValue rate(XmlElement line) {
        BigDecimal rate = RawValues.number(line, "rate");
        return rate == null || rate.signum() <= 0
                ? null
                : FieldValue.of(BigDecimal.ONE.divide(rate, RATE_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros());
    }

    private static Map<String, FieldValue> all(Source facts) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        facts.factNames().forEach(name -> values.put(name, Objects.requireNonNull(facts.fact(name))));
        return values;
    }
}

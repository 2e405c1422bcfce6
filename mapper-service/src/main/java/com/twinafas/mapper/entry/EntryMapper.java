package com.twinafas.mapper.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.SettingValues;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.mapper.vat.VatTable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.MappingSettings.RevenueRow;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.EntryUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

/** Booked transactions (twinfield-api §4.5) to financial entries (afas-api §3.6): balanced, without lines of zero. */
public final class EntryMapper {

    private static final String BASE_CURRENCY = "EUR";
    private static final int RATE_DECIMALS = 6;

    private final Mapping mapping;
    private final MappingSettings settings;
    private final VatTable vat;

    public EntryMapper(Mapping mapping, MappingSettings settings) {
        this.mapping = mapping;
        this.settings = settings;
        this.vat = new VatTable(settings.vat());
    }

    /** Whether it is final; a provisional one can still change. */
    public static boolean isFinal(XmlElement raw) {
        return "final".equals(raw.attribute("location"));
    }

    /** The codes of the customers whose account its lines book on. */
    public static SortedSet<String> customers(XmlElement raw) {
        return lines(raw).stream().filter(line -> "DEB".equals(dimensionType(line, "dim2")))
                .map(line -> line.textAt("dim2")).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The transaction as an entry. Lines of customers have no account: that is the writer's to fill in.
     *
     * @param debtor  whose account it books on; null when no line is a customer's
     * @param country ISO alpha-2 of that customer
     * @throws Unmappable when a value is missing, impossible or without a counterpart, or it does not balance
     */
    public EntryUpdate entry(SourceRecord transaction, @Nullable DebtorBlock debtor, String country,
            OfficeSettings office, Trace trace) {
        XmlElement raw = transaction.content();
        if (customers(raw).size() > 1) {
            throw new Unmappable(Cause.of(FailureCode.ENTRY_SEVERAL_CUSTOMERS));
        }
        LocalDate date = RawValues.requiredDate(raw, "header", "date");
        String daybook = RawValues.required(raw, "header", "code");
        String journal = office.journals().get(daybook);
        if (journal == null) {
            throw Unmappable.of(FailureCode.JOURNAL_UNMAPPED, "daybook", daybook);
        }
        String voucher = Voucher.number(transaction.key());
        String invoiceNumber = Voucher.invoiceNumber(invoiceNumber(raw));
        BigDecimal debit = BigDecimal.ZERO;
        BigDecimal credit = BigDecimal.ZERO;
        List<Source> lines = new ArrayList<>();
        for (XmlElement line : lines(raw)) {
            BigDecimal value = RawValues.requiredNumber(line, "basevalue");
            if (value.signum() == 0) {
                continue;
            }
            boolean isDebit = isDebit(line, value);
            debit = isDebit ? debit.add(value.abs()) : debit;
            credit = isDebit ? credit : credit.add(value.abs());
            lines.add(line(raw, line, value.abs(), isDebit, country).fact("entry-date", FieldValue.of(date))
                    .fact("voucher-date", FieldValue.of(date)).fact("voucher", voucher)
                    .fact("invoice-number", invoiceNumber));
        }
        if (debit.compareTo(credit) != 0 || lines.isEmpty()) {
            throw Unmappable.of(FailureCode.ENTRY_UNBALANCED,
                    Map.of("debit", debit.toPlainString(), "credit", credit.toPlainString()));
        }
        String[] period = period(raw);
        Source source = new Source(raw).fact("year", FieldValue.of(new BigDecimal(period[0])))
                .fact("period", FieldValue.of(new BigDecimal(period[1]))).fact("journal", journal)
                .fact("description", raw.textAt("header", "freetext1")).part("lines", lines);
        AfasElement entry = mapping.fill(Target.ENTRY, source, SettingValues.of(settings, office), trace);
        return new EntryUpdate(office.administration(), journal, voucher, invoiceNumber, date, debit, debtor, entry);
    }

    private Source line(XmlElement raw, XmlElement line, BigDecimal value, boolean debit, String country) {
        String vatCode = line.textAt("vatcode");
        String ledger = RawValues.required(line, "dim1");
        String relation = Objects.requireNonNullElse(dimensionType(line, "dim2"), "");
        Source source = new Source(line).fact("description", line.textAt("description"));
        switch (relation) {
            case "DEB" -> source.fact("kind", "debtor").fact("due-date", date(line, raw));
            case "CRD" -> source.fact("kind", "creditor").fact("account", RawValues.required(line, "dim2"))
                    .fact("due-date", date(line, raw));
            default -> {
                boolean vatLine = "vat".equals(line.attribute("type"));
                String vatAccount = vatLine && vatCode != null ? vat.account(vatCode, country) : null;
                source.fact("kind", "ledger").fact("account",
                        vatAccount == null ? account(ledger, country, vatCode) : vatAccount)
                        .part("allocation", allocation(line, value, debit));
                if (vatCode != null) {
                    source.fact("vat-code", vat.vatCode(vatCode, country));
                }
            }
        }
        String currency = Objects.requireNonNullElse(raw.textAt("header", "currency"), BASE_CURRENCY);
        if (!currency.equals(BASE_CURRENCY)) {
            BigDecimal amount = RawValues.requiredNumber(line, "value").abs();
            source.fact("currency", currency).fact("rate", rate(line))
                    .fact("currency-debit", FieldValue.of(debit ? amount : BigDecimal.ZERO))
                    .fact("currency-credit", FieldValue.of(debit ? BigDecimal.ZERO : amount));
        }
        return source.fact("debit", FieldValue.of(debit ? value : BigDecimal.ZERO))
                .fact("credit", FieldValue.of(debit ? BigDecimal.ZERO : value));
    }

    /** Cost centre and project on the axes that the settings give them. */
    private List<Source> allocation(XmlElement line, BigDecimal value, boolean debit) {
        Source allocation = new Source(line);
        for (String dimension : List.of("dim2", "dim3")) {
            String type = dimensionType(line, dimension);
            String axis = type == null ? null : settings.costCentreAxes().get(type);
            if (axis != null) {
                allocation.fact("axis-" + axis, line.textAt(dimension));
            }
        }
        return allocation.factNames().isEmpty()
                ? List.of()
                : List.of(allocation.fact("debit", FieldValue.of(debit ? value : BigDecimal.ZERO)).fact("credit",
                        FieldValue.of(debit ? BigDecimal.ZERO : value)));
    }

    /** The AFAS account of a ledger: the first row that matches; without a row it keeps its code. */
    private String account(String ledger, String country, @Nullable String vatCode) {
        return settings.revenueAccounts().stream().filter(row -> row.ledger().equals(ledger))
                .filter(row -> row.country() == null || row.country().equals(country))
                .filter(row -> row.vatCode() == null || row.vatCode().equals(vatCode)).findFirst()
                .map(RevenueRow::account).orElse(ledger);
    }

    /** AFAS's rate is units of the currency for one of the base currency; Twinfield's is the other way round. */
    private static @Nullable FieldValue rate(XmlElement line) {
        BigDecimal rate = RawValues.number(line, "rate");
        return rate == null || rate.signum() <= 0
                ? null
                : FieldValue.of(BigDecimal.ONE.divide(rate, RATE_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros());
    }

    private static boolean isDebit(XmlElement line, BigDecimal value) {
        boolean debit = switch (RawValues.required(line, "debitcredit")) {
            case "debit" -> true;
            case "credit" -> false;
            default -> throw RawValues.invalid(line, "debit or credit", "debitcredit");
        };
        return value.signum() > 0 ? debit : !debit;
    }

    private static @Nullable FieldValue date(XmlElement line, XmlElement raw) {
        LocalDate due = RawValues.date(line, "duedate");
        LocalDate date = due == null ? RawValues.date(raw, "header", "duedate") : due;
        return date == null ? null : FieldValue.of(date);
    }

    /** Of the transaction, else of its first line that has one. */
    private static @Nullable String invoiceNumber(XmlElement raw) {
        return Stream.concat(Stream.ofNullable(raw.textAt("header", "invoicenumber")),
                lines(raw).stream().map(line -> line.textAt("invoicenumber")).filter(Objects::nonNull)).findFirst()
                .orElse(null);
    }

    /** Year and period: {@code 2026/03}, padded or not (twinfield-api §3). */
    private static String[] period(XmlElement raw) {
        String[] parts = RawValues.required(raw, "header", "period").split("/", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{4}") || !parts[1].matches("\\d{1,2}")) {
            throw RawValues.invalid(raw, "period", "header", "period");
        }
        return parts;
    }

    /** In answers to reads the attribute is called {@code dimensiontype}, in answers to writes {@code type}. */
    private static @Nullable String dimensionType(XmlElement line, String dimension) {
        XmlElement element = line.child(dimension);
        if (element == null) {
            return null;
        }
        String read = element.attribute("dimensiontype");
        return read == null ? element.attribute("type") : read;
    }

    private static List<XmlElement> lines(XmlElement raw) {
        XmlElement lines = raw.child("lines");
        return lines == null ? List.of() : lines.children("line");
    }
}

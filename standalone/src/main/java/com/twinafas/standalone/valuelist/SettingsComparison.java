package com.twinafas.standalone.valuelist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/** Settings beside what exists: what they name that is not there, and rows that are missing with what would fit. */
public final class SettingsComparison {

    private final Settings settings;
    private final ValueLists lists;

    public SettingsComparison(Settings settings, ValueLists lists) {
        this.settings = settings;
        this.lists = lists;
    }

    /**
     * A row that a table does not have and what would fit.
     *
     * @param table  key of the table
     * @param row    as it would stand in the configuration file
     * @param reason why it would fit
     */
    public record Suggestion(String table, String row, String reason) {
    }

    /** Each value that a setting names and that is not on its list, with the one that is most like it. */
    public List<Cause> unknown() {
        List<Cause> unknown = new ArrayList<>();
        for (NamedValue named : NamedValue.of(settings)) {
            lists.find(named.list()).filter(values -> values.stream().noneMatch(
                    value -> value.code().equalsIgnoreCase(named.value()))).ifPresent(values -> unknown.add(
                            Cause.of(FailureCode.SETTING_NAMES_UNKNOWN, Map.of("key", named.key(), "value",
                                    named.value(), "list", named.list().words(), "known", some(values)))));
        }
        return unknown;
    }

    /** What could be added to the tables. */
    public List<Suggestion> suggestions() {
        List<Suggestion> suggestions = new ArrayList<>();
        suggestions.addAll(vat());
        settings.offices().forEach(office -> suggestions.addAll(journals(office)));
        suggestions.addAll(accounts());
        suggestions.addAll(paymentConditions());
        return suggestions;
    }

    private List<Suggestion> vat() {
        Set<String> known = settings.mapping().vat().stream().map(MappingSettings.VatRow::code)
                .collect(Collectors.toSet());
        List<Value> targets = list(ListName.AFAS_VAT_CODES);
        return list(ListName.TWINFIELD_VAT_CODES).stream().filter(code -> !known.contains(code.code()))
                .flatMap(code -> suggestion("twinafas.mapping.vat", code, targets,
                        match -> "{code: " + quoted(code.code()) + ", vat-code: " + quoted(match.code()) + "}"))
                .toList();
    }

    private List<Suggestion> journals(OfficeSettings office) {
        List<Value> journals = list(ListName.AFAS_JOURNALS);
        return list(ListName.TWINFIELD_DAY_BOOKS).stream().filter(book -> !office.journals().containsKey(book.code()))
                .flatMap(book -> suggestion("twinafas.offices." + office.code() + ".journals", book, journals,
                        match -> book.code() + ": " + quoted(match.code())))
                .toList();
    }

    /** A ledger without a row keeps its code: only one that AFAS does not have needs a row. */
    private List<Suggestion> accounts() {
        List<Value> accounts = list(ListName.AFAS_ACCOUNTS);
        Set<String> covered = new LinkedHashSet<>(accounts.stream().map(Value::code).toList());
        settings.mapping().revenueAccounts().forEach(row -> covered.add(row.ledger()));
        return list(ListName.TWINFIELD_LEDGERS).stream().filter(ledger -> !covered.contains(ledger.code()))
                .flatMap(ledger -> suggestion("twinafas.mapping.revenue-accounts", ledger, accounts,
                        match -> "{ledger: " + quoted(ledger.code()) + ", account: " + quoted(match.code()) + "}"))
                .toList();
    }

    /** Codes that are a number of days are those days. */
    private List<Suggestion> paymentConditions() {
        return list(ListName.AFAS_PAYMENT_CONDITIONS).stream().filter(condition -> condition.code().matches("\\d{1,3}"))
                .filter(condition -> !settings.mapping().paymentConditions()
                        .containsKey(Integer.valueOf(condition.code())))
                .map(condition -> new Suggestion("twinafas.mapping.payment-conditions",
                        Integer.valueOf(condition.code()) + ": " + quoted(condition.code()),
                        Likeness.Reason.EQUAL_CODE.words()))
                .toList();
    }

    private static Stream<Suggestion> suggestion(String table, Value value, List<Value> others,
            Function<Value, String> row) {
        Optional<Likeness.Match> match = Likeness.find(value, others);
        return match.map(found -> new Suggestion(table, row.apply(found.value()),
                found.reason().words() + ": " + value + " ~ " + found.value())).stream();
    }

    private List<Value> list(ListName name) {
        return lists.find(name).orElse(List.of());
    }

    private static String some(List<Value> values) {
        int most = 12;
        String text = values.stream().limit(most).map(Value::code).collect(Collectors.joining(", "));
        return values.size() > most ? text + ", …" : text;
    }

    private static String quoted(String code) {
        return "\"" + code + "\"";
    }
}

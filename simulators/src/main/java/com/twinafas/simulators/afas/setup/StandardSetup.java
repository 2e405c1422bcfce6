package com.twinafas.simulators.afas.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.twinafas.simulators.afas.setup.AfasSetup.Account;
import com.twinafas.simulators.afas.setup.AfasSetup.Administration;
import com.twinafas.simulators.afas.setup.AfasSetup.Allocation;
import com.twinafas.simulators.afas.setup.AfasSetup.Article;
import com.twinafas.simulators.afas.setup.AfasSetup.Country;
import com.twinafas.simulators.afas.setup.AfasSetup.Currency;
import com.twinafas.simulators.afas.setup.AfasSetup.Journal;
import com.twinafas.simulators.afas.setup.AfasSetup.PaymentCondition;
import com.twinafas.simulators.afas.setup.AfasSetup.VatCode;
import com.twinafas.simulators.afas.setup.AfasSetup.VatDuty;
import com.twinafas.simulators.afas.setup.AfasSetup.Warehouse;

/** A small trading company's environment with two administrations, enough for every connector to be tried. */
public final class StandardSetup {

    private StandardSetup() {
    }

    public static AfasSetup create() {
        return new AfasSetup(
                List.of(new Administration(1, "NL01", "Handelsonderneming B.V."),
                        new Administration(2, "NL02", "Handelsonderneming Services B.V.")),
                List.of(new Journal(1, "20", "Verkoop", "V", false), new Journal(1, "30", "Inkoop", "I", false),
                        new Journal(1, "50", "Bank", "K", false), new Journal(1, "80", "Memoriaal", "M", false),
                        new Journal(1, "89", "Oud memoriaal", "M", true), new Journal(2, "20", "Verkoop", "V", false)),
                List.of(balance("0100", false), balance("1100", false), summary("1300"), summary("1400"),
                        balance("1510", false), balance("1520", false), balance("1530", false),
                        result("4108", Set.of()),
                        result("8000", Set.of()), result("8010", Set.of()), result("8020", Set.of()),
                        result("8074", Set.of(1))),
                List.of(new VatCode("1", "Btw hoog verkoop", "1510", new BigDecimal("21"), "1", "V"),
                        new VatCode("2", "Btw laag verkoop", "1520", new BigDecimal("9"), "1", "V"),
                        new VatCode("3", "Btw nul verkoop", "1510", BigDecimal.ZERO, "1", "V"),
                        new VatCode("5", "Btw hoog inkoop", "1530", new BigDecimal("21"), "1", "I")),
                Map.of("1", new BigDecimal("21"), "2", new BigDecimal("9"), "3", BigDecimal.ZERO),
                List.of(new VatDuty("1", "Binnenland", true), new VatDuty("2", "Binnen EU", false),
                        new VatDuty("3", "Buiten EU", false), new VatDuty("4", "Btw verlegd", false)),
                List.of(new PaymentCondition("0", "Direct", 0), new PaymentCondition("8", "8 dagen", 8),
                        new PaymentCondition("14", "14 dagen", 14), new PaymentCondition("30", "30 dagen", 30)),
                List.of(new Currency("EUR", "Euro", BigDecimal.ONE),
                        new Currency("USD", "Amerikaanse dollar", new BigDecimal("1.08")),
                        new Currency("GBP", "Britse pond", new BigDecimal("0.86"))),
                countries(), List.of(new Warehouse("01", "Hoofdmagazijn", 1)),
                List.of("Kostenplaats", "Kostendrager"),
                List.of(new Allocation(1, "", 1, "100", "Algemeen"), new Allocation(1, "", 1, "200", "Verkoop"),
                        new Allocation(1, "", 2, "NOORD", "Regio noord")),
                Set.of(), Set.of("100", "300", "900"), Set.of("stk", "uur"),
                List.of(new Article("1000", "2", "Toetsenbord", "stk", "100", "1", new BigDecimal("25.96"),
                        new BigDecimal("120"), false),
                        new Article("1001", "2", "Handboek", "stk", "100", "2", new BigDecimal("39.50"),
                                new BigDecimal("40"), false),
                        new Article("1999", "2", "Uitgelopen artikel", "stk", "100", "1", BigDecimal.ONE,
                                BigDecimal.ZERO, true),
                        new Article("D012", "6", "Transportkosten", "*****", "", "1", new BigDecimal("30"),
                                BigDecimal.ZERO, false),
                        new Article("T", "3", "Tekst", "*****", "", "1", BigDecimal.ZERO, BigDecimal.ZERO, false)),
                Set.of("60005"), List.of(), List.of());
    }

    /** The countries as AFAS codes them; own table, from {@code countries.csv}: code, ISO alpha-2, Dutch name. */
    public static List<Country> countries() {
        try (InputStream resource = Objects.requireNonNull(StandardSetup.class
                .getResourceAsStream("/com/twinafas/simulators/afas/countries.csv"), "countries.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> {
                String[] cells = line.split(";", -1);
                return new Country(cells[0], cells[2], cells[1]);
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Account balance(String code, boolean vat) {
        return new Account(code, "Balansrekening " + code, "B", vat, false, false, Set.of());
    }

    private static Account summary(String code) {
        return new Account(code, "Debiteuren " + code, "B", false, false, true, Set.of());
    }

    private static Account result(String code, Set<Integer> axes) {
        return new Account(code, "Omzet en kosten " + code, "W", true, false, false, axes);
    }
}

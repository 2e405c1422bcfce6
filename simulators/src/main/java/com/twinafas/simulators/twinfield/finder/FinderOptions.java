package com.twinafas.simulators.twinfield.finder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

/** Which options each finder type takes, and what is wrong with those that came (twinfield-api §2.2). */
final class FinderOptions {

    private static final Set<String> EVERY = Set.of("office", "company");
    private static final Map<String, Set<String>> BY_TYPE = Map.ofEntries(
            Map.entry("DIM", Set.of("level", "section", "dimtype", "modifiedsince", "group", "matchtype",
                    "includehidden")),
            Map.entry("ART", Set.of("vat")), Map.entry("VAT", Set.of("vattype")), Map.entry("INV", Set.of("vat")),
            Map.entry("BNK", Set.of("banktype")), Map.entry("PAY", Set.of("paytype")),
            Map.entry("OFF", Set.of("consolidate", "withouttaxgroup", "includeid")),
            Map.entry("TRS", Set.of("hidden")), Map.entry("CUR", Set.of()),
            Map.entry("IVT", Set.of("dim1", "dim2", "dim3", "dim4", "dim5", "dim6", "value", "openvalue")));
    private static final Map<String, Set<String>> ENUMERATIONS = Map.of("section", Set.of("financials", "teq"),
            "dimtype", Set.of("BAS", "PNL", "DEB", "CRD", "KPL", "PRJ", "AST", "ACT"), "vattype",
            Set.of("sales", "purchase"), "vat", Set.of("inclusive", "exclusive"), "paytype", Set.of("pay", "collect"),
            "matchtype", Set.of("customersupplier", "matchable", "notmatchable"));
    private static final Set<String> BOOLEANS = Set.of("includehidden", "consolidate", "withouttaxgroup", "includeid",
            "hidden");

    /** Types Twinfield has and this one keeps nothing for. */
    private static final Set<String> EMPTY_TYPES = Set.of("BDS", "CTR", "DMT", "FMT", "GRP", "HIE", "HND", "MAT", "PRD",
            "RMD", "ROL", "SAR", "TRT", "TXG", "USR", "VATN", "VTB", "ASM", "XLT");

    private FinderOptions() {
    }

    /** A code of the WSDL with what it is about. */
    record Refusal(String code, String parameter) {
    }

    static Optional<Refusal> refusal(FinderRequest request, TwinfieldBooks books) {
        if (!BY_TYPE.containsKey(request.type())) {
            return EMPTY_TYPES.contains(request.type())
                    ? Optional.empty()
                    : refused("InvalidFinderType", request.type());
        }
        if (!isAtLeast(request.firstRow(), 1) || !isAtLeast(request.maxRows(), 1)) {
            return refused("ParameterTooSmall", isAtLeast(request.firstRow(), 1) ? "maxRows" : "firstRow");
        }
        if (!request.field().matches("[0-4]")) {
            return refused("ParameterOutOfRange", "field");
        }
        if (request.options().containsKey("office") && request.options().containsKey("company")) {
            return refused("OptionNotAllowed", "company");
        }
        return request.options().entrySet().stream()
                .flatMap(option -> wrong(request.type(), option.getKey(), option.getValue(), books).stream())
                .findFirst();
    }

    private static Optional<Refusal> wrong(String type, String name, String value, TwinfieldBooks books) {
        if (EVERY.contains(name)) {
            return books.office(value).isPresent() ? Optional.empty() : refused("NoAccessToOffice", value);
        }
        if (!BY_TYPE.getOrDefault(type, Set.of()).contains(name)) {
            return refused("OptionNotAllowed", name);
        }
        if (ENUMERATIONS.containsKey(name)) {
            return ENUMERATIONS.getOrDefault(name, Set.of()).contains(value)
                    ? Optional.empty()
                    : refused("InvalidEnumerationOptionValue", name);
        }
        if (BOOLEANS.contains(name)) {
            return List.of("0", "1").contains(value) ? Optional.empty() : refused("InvalidBooleanOptionValue", name);
        }
        return switch (name) {
            case "level" -> !value.matches("-?\\d{1,9}")
                    ? refused("InvalidIntegerOptionValue", name)
                    : value.matches("[1-6]") ? Optional.empty() : refused("OptionValueOutOfRange", name);
            case "modifiedsince" -> value.length() != 8 && value.length() != 14
                    ? refused("InvalidDateTimeOptionLength", name)
                    : since(value).isPresent() ? Optional.empty() : refused("InvalidDateTimeOptionValue", name);
            default -> Optional.empty();
        };
    }

    /** The moment of {@code modifiedsince}, in UTC; empty when it is none. */
    static Optional<Instant> since(String value) {
        try {
            return Optional.of((value.length() == 8
                    ? LocalDate.parse(value, DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)).atStartOfDay()
                    : LocalDateTime.parse(value, DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT)))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isAtLeast(String number, int least) {
        return number.matches("\\d{1,9}") && Integer.parseInt(number) >= least;
    }

    private static Optional<Refusal> refused(String code, String parameter) {
        return Optional.of(new Refusal(code, parameter));
    }
}

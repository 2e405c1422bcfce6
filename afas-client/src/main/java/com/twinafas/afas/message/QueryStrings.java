package com.twinafas.afas.message;

import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.GetQuery;

/**
 * The query strings of a {@link GetQuery}, without {@code skip} and {@code take} (afas-api §2). AFAS answers 404 to a
 * query string of more than 2049 characters, so a query of many alternatives becomes several.
 */
public final class QueryStrings {

    private static final int LONGEST = 2049;
    /** What {@link #page} puts before it, at its longest. */
    private static final int PAGE = page("", Integer.MAX_VALUE, Integer.MAX_VALUE).length();
    /** Operators 8 and 9 look at no value, but AFAS wants one. */
    private static final String DUMMY = "1";

    private QueryStrings() {
    }

    /** @throws AfasFailure.ContractBroken when one alternative alone is too long */
    public static List<String> of(GetQuery query) {
        if (query.alternatives().isEmpty()) {
            return List.of(order(query));
        }
        // The separators of the plain form cannot be escaped, and it does not find columns with a dot.
        var byForm = query.alternatives().stream().distinct()
                .collect(Collectors.partitioningBy(QueryStrings::ambiguous));
        List<String> strings = new ArrayList<>();
        split(query, byForm.getOrDefault(false, List.of()), QueryStrings::plain, strings);
        split(query, byForm.getOrDefault(true, List.of()), QueryStrings::json, strings);
        return strings;
    }

    /** The query string of one page. */
    public static String page(String query, int skip, int take) {
        return "skip=" + skip + "&take=" + take + "&" + query;
    }

    private static boolean ambiguous(List<GetQuery.Condition> alternative) {
        return alternative.stream().anyMatch(condition -> condition.value().contains(",")
                || condition.value().contains(";") || condition.column().contains("."));
    }

    private static void split(GetQuery query, List<List<GetQuery.Condition>> alternatives,
            Function<List<List<GetQuery.Condition>>, String> form, List<String> strings) {
        int from = 0;
        while (from < alternatives.size()) {
            int fits = from;
            String longest = "";
            for (int to = from + 1; to <= alternatives.size(); to++) {
                String string = form.apply(alternatives.subList(from, to)) + "&" + order(query);
                if (string.length() + PAGE > LONGEST) {
                    break;
                }
                longest = string;
                fits = to;
            }
            if (fits == from) {
                throw new AfasFailure.ContractBroken(query.connector(),
                        "GET " + query.connector() + ": one condition does not fit in an address");
            }
            strings.add(longest);
            from = fits;
        }
    }

    private static String plain(List<List<GetQuery.Condition>> alternatives) {
        return "filterfieldids=" + joined(alternatives, GetQuery.Condition::column) + "&filtervalues="
                + joined(alternatives, QueryStrings::value) + "&operatortypes="
                + joined(alternatives, condition -> String.valueOf(condition.operator().number()));
    }

    private static String joined(List<List<GetQuery.Condition>> alternatives,
            Function<GetQuery.Condition, String> part) {
        return encoded(alternatives.stream().map(all -> all.stream().map(part).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";")));
    }

    private static String json(List<List<GetQuery.Condition>> alternatives) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("Filters");
            json.writeArrayPropertyStart("Filter");
            int number = 0;
            for (List<GetQuery.Condition> alternative : alternatives) {
                json.writeStartObject();
                json.writeStringProperty("@FilterId", "Filter " + ++number);
                json.writeArrayPropertyStart("Field");
                alternative.forEach(condition -> {
                    json.writeStartObject();
                    json.writeStringProperty("@FieldId", condition.column());
                    json.writeStringProperty("@OperatorType", String.valueOf(condition.operator().number()));
                    json.writeStringProperty("#text", value(condition));
                    json.writeEndObject();
                });
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        return "filterjson=" + encoded(text.toString());
    }

    private static String value(GetQuery.Condition condition) {
        return switch (condition.operator()) {
            case EMPTY, NOT_EMPTY -> DUMMY;
            default -> condition.value();
        };
    }

    private static String order(GetQuery query) {
        return "orderbyfieldids=" + encoded(String.join(",", query.orderBy()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package com.twinafas.simulators.afas.reading;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * The query of a GetConnector: rows that satisfy all conditions of any alternative.
 *
 * @param orderBy columns, a leading minus for descending
 */
public record Query(int skip, int take, List<List<Condition>> alternatives, List<String> orderBy) {

    private static final int DEFAULT_TAKE = 100;

    /** @throws Refused when AFAS would not take it */
    public static Query parse(String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals).toLowerCase(Locale.ROOT),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        int skip = number(parameters.get("skip"), 0);
        int take = number(parameters.get("take"), DEFAULT_TAKE);
        if (skip < -1 || take < -1 || (take == -1 && skip > 0) || (skip == -1 && take != -1)) {
            throw new Refused(Text.UNEXPECTED);
        }
        String json = parameters.get("filterjson");
        List<List<Condition>> alternatives = json == null ? parallel(parameters) : json(json);
        return new Query(skip, take, alternatives, split(parameters.getOrDefault("orderbyfieldids", ""), "[,;]"));
    }

    /** All values that filters hold: which records the call is about. */
    public Set<String> values() {
        Set<String> values = new LinkedHashSet<>();
        alternatives.forEach(all -> all.forEach(condition -> values.add(condition.value())));
        return values;
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refused(Text.UNEXPECTED);
        }
    }

    /** The three parameters in step: a comma is AND, a semicolon is OR, both in the same places. */
    private static List<List<Condition>> parallel(Map<String, String> parameters) {
        List<String> fields = split(parameters.getOrDefault("filterfieldids", ""), ";");
        if (fields.isEmpty()) {
            return List.of();
        }
        String[] values = parameters.getOrDefault("filtervalues", "").split(";", -1);
        String[] operators = parameters.getOrDefault("operatortypes", "").split(";", -1);
        if (values.length != fields.size() || operators.length != fields.size()) {
            throw new Refused(Text.FILTER_INCOMPLETE);
        }
        List<List<Condition>> alternatives = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String[] names = fields.get(i).split(",", -1);
            String[] wanted = values[i].split(",", -1);
            String[] how = operators[i].split(",", -1);
            if (wanted.length != names.length || how.length != names.length) {
                throw new Refused(Text.FILTER_INCOMPLETE);
            }
            List<Condition> all = new ArrayList<>();
            for (int j = 0; j < names.length; j++) {
                all.add(condition(names[j], how[j], wanted[j]));
            }
            alternatives.add(all);
        }
        return alternatives;
    }

    private static List<List<Condition>> json(String text) {
        try {
            List<List<Condition>> alternatives = new ArrayList<>();
            for (JsonNode filter : each(JsonMapper.shared().readTree(text).path("Filters").path("Filter"))) {
                List<Condition> all = new ArrayList<>();
                for (JsonNode field : each(filter.path("Field"))) {
                    all.add(condition(field.path("@FieldId").asString(""), field.path("@OperatorType").asString(""),
                            field.path("#text").asString("")));
                }
                alternatives.add(all);
            }
            return alternatives;
        } catch (JacksonException e) {
            throw new Refused(Text.UNEXPECTED);
        }
    }

    private static List<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : node.isMissingNode() ? List.of() : List.of(node);
    }

    private static Condition condition(String column, String operator, String value) {
        try {
            return new Condition(column, Integer.parseInt(operator.strip()), value);
        } catch (NumberFormatException e) {
            throw new Refused(Text.OPERATOR_UNKNOWN, operator);
        }
    }

    private static List<String> split(String text, String separator) {
        return text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
    }
}

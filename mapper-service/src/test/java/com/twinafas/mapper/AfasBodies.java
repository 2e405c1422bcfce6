package com.twinafas.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.FieldValue;

/** Elements as the bodies AFAS would get, judged by its own OpenAPI description where that is there. */
public final class AfasBodies {

    private static final Optional<AfasOpenApi> OPEN_API = AfasOpenApi.find();

    private AfasBodies() {
    }

    /** Fails unless the debtor's body is one that AFAS describes. */
    public static void assertValid(DebtorBlock block) {
        assertValid(block.party() == DebtorBlock.Party.ORGANISATION ? "KnSalesRelationOrg" : "KnSalesRelationPer",
                block.relation());
    }

    /** Fails unless the body is one that AFAS describes for a POST to the connector. */
    public static void assertValid(String connector, AfasElement element) {
        String root = connector.equals("FiEntries") ? "FiEntryPar" : connector;
        OPEN_API.ifPresent(openApi -> assertThat(openApi.violations("POST", connector,
                JsonMapper.shared().writeValueAsString(Map.of(root, Map.of("Element", body(element)))))).isEmpty());
    }

    /** Every value by its place, as text: {@code KnOrganisation/Nm}, {@code FbSalesLines[2]/QuUn} from the second. */
    public static Map<String, String> flat(AfasElement element) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten(element, "", values);
        return values;
    }

    public static Map<String, String> flat(DebtorBlock block) {
        return flat(block.relation());
    }

    /** A map of names and values, in their order. */
    public static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static void flatten(AfasElement element, String place, Map<String, String> values) {
        element.fields().forEach((name, value) -> values.put(place + name, String.valueOf(json(value))));
        element.objects().forEach((name, elements) -> {
            for (int i = 0; i < elements.size(); i++) {
                flatten(elements.get(i), place + name + (i == 0 ? "/" : "[" + (i + 1) + "]/"), values);
            }
        });
    }

    static Map<String, Object> body(AfasElement element) {
        Map<String, Object> fields = new LinkedHashMap<>();
        element.fields().forEach((name, value) -> fields.put(name, json(value)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Fields", fields);
        if (!element.objects().isEmpty()) {
            List<Map<String, Object>> objects = element.objects().entrySet().stream()
                    .map(entry -> Map.<String, Object>of(entry.getKey(),
                            Map.of("Element", entry.getValue().stream().map(AfasBodies::body).toList())))
                    .toList();
            body.put("Objects", objects);
        }
        return body;
    }

    private static Object json(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Amount(BigDecimal amount) -> amount.toPlainString();
            case FieldValue.Flag(boolean flag) -> flag;
            case FieldValue.Date(java.time.LocalDate date) -> date.toString();
        };
    }
}

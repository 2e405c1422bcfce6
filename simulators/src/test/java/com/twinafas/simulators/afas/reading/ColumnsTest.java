package com.twinafas.simulators.afas.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.Samples;
import com.twinafas.simulators.afas.setup.StandardSetup;

class ColumnsTest {

    @Test
    void areThoseOfTheOpenApi() throws IOException {
        assumeThat(Samples.find()).as("samples of AFAS beside the repository").isPresent();
        Map<String, Map<String, String>> described = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Samples.find().orElseThrow().resolve("openapi"))) {
            for (Path file : files.toList()) {
                JsonMapper.shared().readTree(Files.readString(file)).path("paths").properties()
                        .forEach(path -> described.putIfAbsent(path.getKey().replace("/connectors/", ""),
                                columns(path.getValue())));
            }
        }
        new GetConnectors(StandardSetup.create(), Map.of(), Set.of()).all().forEach(connector -> {
            Map<String, String> ours = new LinkedHashMap<>();
            connector.columns().forEach(column -> ours.put(column.id(), kind(column.type())));
            assertThat(ours).as(connector.id()).isEqualTo(described.get(connector.id()));
        });
    }

    private static Map<String, String> columns(JsonNode path) {
        Map<String, String> columns = new LinkedHashMap<>();
        path.at("/get/responses/200/content/application~1json/schema/properties/rows/items/properties").properties()
                .forEach(column -> columns.put(column.getKey(), column.getValue().path("type").asString("")));
        return columns;
    }

    private static String kind(Column.Type type) {
        return switch (type) {
            case STRING, DATE -> "string";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
        };
    }
}

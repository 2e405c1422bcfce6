package com.twinafas.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard of the chart, as far as Prometheus is asked by it. */
record Dashboard(String title, String description, List<Panel> panels) {

    private static final Path FOLDER = Path.of("../deploy/helm/twinafas/dashboards");

    /** @param queries what it asks */
    record Panel(String title, String unit, List<Query> queries) {
    }

    /**
     * What is asked for one or more lines of a panel.
     *
     * @param name      of what is shown, where the panel shows several
     * @param isInstant whether only the last moment is asked for
     */
    record Query(String name, String expression, String unit, boolean isInstant) {
    }

    static List<Dashboard> all() throws IOException {
        return List.of(read("fleet"), read("tenant"), read("pipeline"));
    }

    private static Dashboard read(String name) throws IOException {
        JsonNode json = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve(name + ".json")));
        List<Panel> panels = new ArrayList<>();
        for (JsonNode panel : json.at("/panels")) {
            if (!panel.at("/type").asString().equals("row")) {
                panels.add(panel(panel));
            }
        }
        return new Dashboard(json.at("/title").asString(), json.at("/description").asString(), panels);
    }

    private static Panel panel(JsonNode panel) {
        String unit = panel.at("/fieldConfig/defaults/unit").asString("");
        List<Query> queries = new ArrayList<>();
        for (JsonNode target : panel.at("/targets")) {
            String column = column(panel, target.at("/refId").asString());
            queries.add(new Query(column, target.at("/expr").asString(), column.isEmpty() ? unit : unit(panel, column),
                    target.at("/instant").asBoolean()));
        }
        return new Panel(panel.at("/title").asString(), unit, queries);
    }

    /** The heading over what a query gives; empty where there is none. */
    private static String column(JsonNode panel, String query) {
        for (JsonNode transformation : panel.at("/transformations")) {
            JsonNode names = transformation.at("/options/renameByName");
            String name = names.path("Value #" + query).asString(names.path("Value").asString(""));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    private static String unit(JsonNode panel, String column) {
        for (JsonNode override : panel.at("/fieldConfig/overrides")) {
            if (override.at("/matcher/options").asString().equals(column)) {
                for (JsonNode property : override.at("/properties")) {
                    if (property.at("/id").asString().equals("unit")) {
                        return property.at("/value").asString();
                    }
                }
            }
        }
        return "";
    }
}

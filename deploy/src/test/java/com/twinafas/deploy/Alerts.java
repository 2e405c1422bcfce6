package com.twinafas.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** The alerts of the rule file. */
final class Alerts {

    static final Path FILE = Chart.FOLDER.resolve("files/alerts.yaml");

    private Alerts() {
    }

    /** One rule. */
    record Alert(String name, String expression, String severity, Map<String, String> annotations) {
    }

    static List<Alert> all() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        Map<String, Object> file = new Yaml().load(Files.readString(FILE));
        for (Object group : (List<?>) Chart.at(file, "groups")) {
            for (Object rule : (List<?>) Chart.at(group, "rules")) {
                alerts.add(new Alert(Chart.at(rule, "alert").toString(), Chart.at(rule, "expr").toString(),
                        Chart.at(rule, "labels", "severity").toString(),
                        Chart.map(Chart.at(rule, "annotations")).entrySet().stream().collect(
                                Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()))));
            }
        }
        return alerts;
    }
}

package com.twinafas.simulators.afas.writing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.setup.AfasSetup;

/**
 * The objects of all UpdateConnectors, from {@code update-connectors.yaml} and the environment's free fields. The names
 * of connectors are those of their root objects, but for {@code FiEntries} (afas-api §3.6).
 */
public final class FieldTable {

    /** As the table calls them; a contact or person on its own has other fields than one within another object. */
    private static final Set<String> ROOTS = Set.of("KnSalesRelationOrg", "KnSalesRelationPer", "KnContact@root",
            "KnPerson@root",
            "FbItemArticle", "FbSales", "FbDirectInvoice", "FiEntryPar");

    private final Map<String, ObjectDefinition> roots = new LinkedHashMap<>();

    public FieldTable(List<AfasSetup.FreeField> freeFields) {
        try (InputStream resource = Objects.requireNonNull(
                FieldTable.class.getResourceAsStream("/com/twinafas/simulators/afas/update-connectors.yaml"),
                "update-connectors.yaml")) {
            JsonNode table = YAMLMapper.shared().readTree(resource);
            ROOTS.stream().map(root -> object(table, root, freeFields)).forEach(root -> roots.put(root.name(), root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root object of a connector. */
    public Optional<ObjectDefinition> root(String connector) {
        return Optional.ofNullable(roots.get(connector.equals("FiEntries") ? "FiEntryPar" : connector));
    }

    private static ObjectDefinition object(JsonNode table, String key, List<AfasSetup.FreeField> freeFields) {
        JsonNode described = table.path(key);
        if (described.isMissingNode()) {
            throw new IllegalStateException("The field table has no " + key);
        }
        String name = key.replaceFirst("@.*", "");
        Set<String> keys = texts(described.path("keys"));
        Set<String> mandatory = texts(described.path("mandatory"));
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        described.path("fields").properties().forEach(field -> fields.put(field.getKey(),
                FieldDefinition.parse(field.getKey(), field.getValue().asString(), keys.contains(field.getKey()),
                        mandatory.contains(field.getKey()))));
        freeFields.stream().filter(free -> free.object().equals(name)).forEach(free -> fields.put(free.id(),
                new FieldDefinition(free.id(), new Label(free.label(), free.label()), FieldDefinition.Type.TEXT,
                        free.length(), List.of(), false, false)));
        Map<String, ObjectDefinition> objects = new LinkedHashMap<>();
        texts(described.path("objects")).forEach(
                nested -> objects.put(nested.replaceFirst("@.*", ""), object(table, nested, freeFields)));
        return new ObjectDefinition(name, fields, objects);
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

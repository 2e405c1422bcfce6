package com.twinafas.simulators.afas.writing;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** The UpdateConnectors that the app connector grants. */
public final class UpdateConnectors {

    /** Dutch names, as {@code /metainfo} lists them. */
    private static final Map<String, String> DESCRIPTIONS = Map.of("KnSalesRelationOrg",
            "Verkooprelatie (organisatie)", "KnSalesRelationPer", "Verkooprelatie (persoon)", "KnContact", "Contact",
            "KnPerson", "Persoon", "FbItemArticle", "Artikel", "FbSales", "Verkooporder", "FbDirectInvoice",
            "Directe factuur", "FiEntries",
            "Financiële mutaties");

    private final Map<String, UpdateConnector> granted = new LinkedHashMap<>();
    private final FieldTable table;

    /**
     * @param withheld names that are not granted
     * @param chance   makes the GUIDs of order lines
     */
    public UpdateConnectors(AfasSetup setup, OrderArithmetic.Rounding rounding, Set<String> withheld,
            InstantSource clock, RandomGenerator chance) {
        this.table = new FieldTable(setup.freeFields());
        OrderLines lines = new OrderLines(setup, () -> "{"
                + new UUID(chance.nextLong(), chance.nextLong()).toString().toUpperCase(Locale.ROOT) + "}");
        OrderArithmetic arithmetic = new OrderArithmetic(setup, rounding);
        granted.put("KnSalesRelationOrg", new SalesRelations(true, setup, clock));
        granted.put("KnSalesRelationPer", new SalesRelations(false, setup, clock));
        granted.put("KnContact", new Contacts(setup, clock));
        granted.put("KnPerson", new Persons(setup, clock));
        granted.put("FbItemArticle", new Items(setup, clock));
        granted.put("FbSales", new Orders(false, lines, arithmetic, clock));
        granted.put("FbDirectInvoice", new Orders(true, lines, arithmetic, clock));
        granted.put("FiEntries", new Entries(setup, clock));
        granted.keySet().removeAll(withheld);
    }

    public Set<String> all() {
        return granted.keySet();
    }

    public String description(String connector) {
        return DESCRIPTIONS.getOrDefault(connector, connector);
    }

    /** The name of a connector's root object. */
    public static String root(String connector) {
        return connector.equals("FiEntries") ? "FiEntryPar" : connector;
    }

    /**
     * Carries a request out.
     *
     * @param path   what stands behind {@code /connectors/}: the connector, or connector and sub-object
     * @param insert POST; else PUT
     * @return the keys, by field
     * @throws Refused when it is not carried out; then nothing is changed
     */
    public Map<String, String> write(String path, boolean insert, JsonNode body, AfasBooks books) {
        String[] parts = path.split("/", -1);
        UpdateConnector connector = granted.get(parts[0]);
        ObjectDefinition definition = table.root(parts[0]).orElseThrow(() -> new Refused(Text.UPDATE_NOT_GRANTED));
        boolean subRow = parts.length == 2 && definition.objects().containsKey(parts[1]);
        if (connector == null || (parts.length > 1 && !subRow)) {
            throw new Refused(Text.UPDATE_NOT_GRANTED);
        }
        List<Element> elements = Element.parse(body, definition.name());
        elements.forEach(element -> BodyCheck.check(element, definition));
        if (insert && !subRow) {
            elements.forEach(element -> checkComplete(element, definition));
        }
        // A POST to a sub-object inserts rows into a record that is there.
        return books.commit(state -> insert && !subRow
                ? connector.insert(state, elements)
                : connector.update(state, elements));
    }

    /** The form of a body alone. @throws Refused when it does not fit */
    void checkForm(String connector, JsonNode body) {
        ObjectDefinition definition = table.root(connector).orElseThrow();
        Element.parse(body, definition.name()).forEach(element -> BodyCheck.check(element, definition));
    }

    /** What is obligatory in a new element and its rows. Parties may be there already and are looked at when matched. */
    private static void checkComplete(Element element, ObjectDefinition definition) {
        BodyCheck.checkComplete(element, definition);
        definition.objects().forEach((name, nested) -> {
            if (!name.startsWith("Kn")) {
                element.nested(name).forEach(row -> checkComplete(row, nested));
            }
        });
    }

    /** The answer of {@code metainfo/update}. @throws Refused when the connector is not granted */
    public ObjectNode metainfo(String connector) {
        if (!granted.containsKey(connector)) {
            throw new Refused(Text.UPDATE_NOT_GRANTED);
        }
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("id", connector);
        answer.put("description", description(connector));
        return describe(answer, table.root(connector).orElseThrow());
    }

    private static ObjectNode describe(ObjectNode answer, ObjectDefinition definition) {
        answer.put("name", definition.name());
        ArrayNode fields = answer.putArray("fields");
        definition.fields().values().forEach(field -> {
            ObjectNode described = fields.addObject().put("fieldId", field.id()).put("primaryKey", field.key())
                    .put("dataType", field.type().wireName()).put("label", field.label().dutch())
                    .put("mandatory", field.mandatory()).put("length", field.length()).put("decimals", 0)
                    .put("decimalFieldId", "").put("notzero", false).put("controlType", 1);
            if (field.values().isEmpty()) {
                described.putNull("values");
            } else {
                ArrayNode values = described.putArray("values");
                field.values().forEach(value -> values.addObject().put("id", value).put("description", value));
            }
        });
        ArrayNode objects = answer.putArray("objects");
        definition.objects().values().forEach(nested -> describe(objects.addObject(), nested));
        return answer;
    }
}

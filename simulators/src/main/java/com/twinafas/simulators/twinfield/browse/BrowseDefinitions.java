package com.twinafas.simulators.twinfield.browse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.dataformat.yaml.YAMLMapper;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.Node;

/** The browse codes with their columns. */
public final class BrowseDefinitions {

    private static final List<String> STATUSES = List.of("draft", "temporary", "final", "inuse", "normal");

    private final List<Definition> all;
    private final Language language;

    private BrowseDefinitions(List<Definition> all, Language language) {
        this.all = all;
        this.language = language;
    }

    /** Reads the definitions that ship with the simulator. */
    public static BrowseDefinitions load(Language language) {
        try (InputStream in = BrowseDefinitions.class.getResourceAsStream("definitions.yaml")) {
            if (in == null) {
                throw new IllegalStateException("definitions.yaml is missing");
            }
            return new BrowseDefinitions(List.of(new YAMLMapper().readValue(in, Definition[].class)), language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Definition> byCode(String code) {
        return all.stream().filter(one -> one.code().equals(code)).findFirst();
    }

    /** The column's type wherever it is defined. */
    Optional<String> typeOf(String field) {
        return columns().filter(column -> column.field().equals(field)).map(Column::type).findFirst();
    }

    private Stream<Column> columns() {
        return all.stream().flatMap(definition -> definition.columns().stream());
    }

    /** The answer to {@code <read><type>browse</type>}; empty for a code that is not known. */
    public Optional<Node> definition(Office office, String code) {
        return byCode(code).map(definition -> {
            String name = language.say(definition.dutch(), definition.english());
            Node columns = Node.of("columns").attribute("code", code);
            int id = 1;
            for (Column column : definition.columns()) {
                columns.add(Node.of("column").attribute("id", String.valueOf(id++)).add("field", column.field())
                        .add("label", language.say(column.dutch(), column.english()))
                        .add("visible", column.visible()).add("ask", column.ask()).add("operator", column.operator())
                        .add("from", column.from()).add("to", column.from().startsWith("$") ? column.from() : "")
                        .add("finderparam", column.field().equals("fin.trs.head.code") ? "hidden=1" : ""));
            }
            return Node.of("browse").attribute("result", "1")
                    .named("office", office.code(), office.name(), office.shortName()).add("code", code)
                    .add("name", name).add("shortname", name).add("visible", true).add(columns);
        });
    }

    /** The answer to {@code <list><type>browsefields</type>}. */
    public Node fields() {
        Node fields = Node.of("browsefields");
        columns().map(Column::field).distinct().sorted().forEach(field -> {
            Node options = Node.of("dropdown");
            if (field.equals("fin.trs.head.status")) {
                STATUSES.forEach(status -> options.add(Node.of("option", status).attribute("name", status)));
            }
            fields.add(Node.of("browsefield").add("code", field)
                    .add("datatype", typeOf(field).orElse("String").toLowerCase(Locale.ROOT)).add("finder", "")
                    .add(options).add("canorder", ""));
        });
        return fields;
    }

    record Definition(String code, String dutch, String english, List<String> alsoAsked, List<Column> columns) {

        Optional<Column> column(String field) {
            return columns.stream().filter(one -> one.field().equals(field)).findFirst();
        }

        boolean knows(String field) {
            return column(field).isPresent() || alsoAsked.contains(field);
        }

        boolean mayAsk(String field) {
            return alsoAsked.contains(field) || column(field).map(Column::ask).orElse(false);
        }
    }

    record Column(String field, String dutch, String english, String type, boolean visible, boolean ask,
            String operator, String from) {
    }
}

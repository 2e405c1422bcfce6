package com.twinafas.simulators.twinfield.browse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Element;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.browse.BrowseDefinitions.Definition;
import com.twinafas.simulators.twinfield.browse.BrowseRow.Cell;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.RequestXml;

/**
 * Browse data: one row for each line of each transaction, without paging. A column that is not visible is missing from
 * the header, not from the rows, so that cells can outnumber headers as in the samples.
 */
public final class Browse {

    private static final int MOST_SORT_FIELDS = 3;

    private final TwinfieldBooks books;
    private final BrowseDefinitions definitions;
    private final Language language;

    public Browse(TwinfieldBooks books, BrowseDefinitions definitions, Language language) {
        this.books = books;
        this.definitions = definitions;
        this.language = language;
    }

    /** @throws BrowseFault for an unknown code, column, operator or sort, and for a question a column does not allow */
    public Node rows(Element request, Office office) throws BrowseFault {
        Definition definition = definitions.byCode(request.getAttribute("code"))
                .orElseThrow(() -> new BrowseFault("unknown code"));
        List<Asked> columns = new ArrayList<>();
        for (Element element : RequestXml.children(request)) {
            if (element.getLocalName().equals("column")) {
                columns.add(asked(element, definition));
            }
        }
        if (columns.isEmpty()) {
            throw new BrowseFault("no columns");
        }
        Comparator<BrowseRow> order = order(request, definition);
        List<BrowseRow> rows = books.transactions(office.code()).stream()
                .flatMap(one -> one.lines().stream().map(line -> new BrowseRow(office, one, line)))
                .filter(row -> !definition.code().equals("100") || row.isCustomers())
                .filter(row -> columns.stream().allMatch(column -> column.allows(row))).sorted(order).toList();
        boolean optimized = request.getAttribute("optimize").equals("true");
        String count = String.valueOf(rows.size());
        Node browse = Node.of("browse").attribute("result", "1").attribute("first", rows.isEmpty() ? "0" : "1")
                .attribute("last", count).attribute("total", count);
        Node header = Node.of("th");
        columns.stream().filter(Asked::visible).forEach(column -> header.add(Node.of("td", column.field)
                .attribute("label", column.label).attribute("hideforuser", "false").attribute("type", column.type)));
        browse.add(header);
        rows.forEach(row -> browse.add(row(row, columns, optimized)));
        return browse;
    }

    private Node row(BrowseRow row, List<Asked> columns, boolean optimized) {
        Node node = Node.of("tr");
        for (Asked column : columns) {
            Cell cell = row.cell(column.field, books, language);
            Node td = Node.of("td", cell.raw());
            if (!optimized) {
                td.attribute("field", column.field).attribute("hideforuser", "false").attribute("type", column.type);
                if (cell.shown() != null) {
                    td.attribute("name", cell.shown());
                }
            }
            node.add(td);
        }
        return node.add(Node.of("key").add("office", row.office().code()).add("code", row.transaction().daybook())
                .add("number", row.transaction().number()).add("line", row.line().id()));
    }

    private Asked asked(Element column, Definition definition) throws BrowseFault {
        String field = RequestXml.text(column, "field");
        if (!definition.knows(field)) {
            throw new BrowseFault("unknown column");
        }
        String operator = RequestXml.text(column, "operator");
        if (!List.of("", "none", "equal", "between", "like").contains(operator)) {
            throw new BrowseFault("unknown operator");
        }
        String from = RequestXml.text(column, "from");
        String to = RequestXml.text(column, "to");
        boolean filters = operator.length() > 4 || operator.equals("like");
        boolean bounded = (!from.isEmpty() && !from.startsWith("$")) || (!to.isEmpty() && !to.startsWith("$"));
        if (filters && bounded && !definition.mayAsk(field)) {
            throw new BrowseFault("column cannot be asked");
        }
        String type = definitions.typeOf(field).orElse("Date");
        if (isNumber(type) && Stream.of(from, to).anyMatch(bound -> !bound.matches("(-?\\d+(\\.\\d+)?)?"))) {
            throw new BrowseFault("bound is no number");
        }
        return new Asked(field, RequestXml.text(column, "label"), type,
                !RequestXml.text(column, "visible").equals("false"), filters && bounded ? operator : "none",
                from.startsWith("$") ? "" : from, to.startsWith("$") ? "" : to);
    }

    private static boolean isNumber(String type) {
        return type.equals("Value") || type.equals("Decimal");
    }

    private Comparator<BrowseRow> order(Element request, Definition definition) throws BrowseFault {
        Comparator<BrowseRow> order = (_, _) -> 0;
        List<Element> fields = RequestXml.child(request, "sort").map(RequestXml::children).orElse(List.of());
        if (fields.size() > MOST_SORT_FIELDS) {
            throw new BrowseFault("too many sort fields");
        }
        for (Element element : fields) {
            String field = element.getTextContent().strip();
            if (!definition.knows(field)) {
                throw new BrowseFault("unknown sort field");
            }
            Comparator<BrowseRow> by = Comparator.comparing(row -> row.cell(field, books, language).raw());
            order = order.thenComparing(element.getAttribute("order").equals("descending") ? by.reversed() : by);
        }
        return order.thenComparing(row -> row.transaction().daybook())
                .thenComparing(row -> row.transaction().number()).thenComparingInt(row -> row.line().id());
    }

    private final class Asked {

        private final String field;
        private final String label;
        private final String type;
        private final boolean visible;
        private final String operator;
        private final String from;
        private final String to;

        Asked(String field, String label, String type, boolean visible, String operator, String from, String to) {
            this.field = field;
            this.label = label;
            this.type = type;
            this.visible = visible;
            this.operator = operator;
            this.from = from;
            this.to = to;
        }

        boolean visible() {
            return visible;
        }

        boolean allows(BrowseRow row) {
            String value = row.cell(field, books, language).raw();
            return switch (operator) {
                case "equal" -> isStatusNormal()
                        ? Stream.of("temporary", "final").anyMatch(value::equals)
                        : value.equals(from);
                case "like" ->
                    Pattern.matches(Pattern.quote(from).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), value);
                case "between" -> (from.isEmpty() || compare(value, from, "000000") >= 0)
                        && (to.isEmpty() || compare(value, to, "235959") <= 0);
                default -> true;
            };
        }

        private boolean isStatusNormal() {
            return field.equals("fin.trs.head.status") && from.equals("normal");
        }

        /** Numbers as numbers; a bound without time means the whole day. */
        private int compare(String value, String bound, String timeOfDay) {
            if (isNumber(type)) {
                return new BigDecimal(value).compareTo(new BigDecimal(bound));
            }
            boolean day = type.equals("Date") && value.length() == 14 && bound.length() == 8;
            return value.compareTo(day ? bound + timeOfDay : bound);
        }
    }
}

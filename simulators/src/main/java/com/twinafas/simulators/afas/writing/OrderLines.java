package com.twinafas.simulators.afas.writing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Item;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/**
 * The lines of orders and direct invoices. A line with {@code GuLi} is the one that has it; a line without adds one,
 * also when it looks like one that is there: a repeated PUT doubles lines (afas-api §3.4).
 *
 * @param guids gives the GUIDs of new lines
 */
record OrderLines(AfasSetup setup, Supplier<String> guids) {

    private static final int MOST_AXES = 5;

    List<OrderLine> inserted(List<Element> elements, int administration, AfasBooks books, Instant now) {
        return updated(elements, List.of(), administration, books, now);
    }

    List<OrderLine> updated(List<Element> elements, List<OrderLine> before, int administration, AfasBooks books,
            Instant now) {
        List<OrderLine> lines = new ArrayList<>(before);
        for (Element element : elements) {
            int place = place(element, lines);
            if (element.action().equals("delete")) {
                if (place < 0) {
                    throw new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("GuLi"));
                }
                lines.remove(place);
            } else if (place < 0) {
                int number = lines.stream().mapToInt(OrderLine::number).max().orElse(0) + 1;
                lines.add(added(element, number, administration, books, now));
            } else {
                lines.set(place, changed(element, lines.get(place), administration, books, now));
            }
        }
        return lines;
    }

    /** Where the line is that the element means; negative for a new one. */
    private static int place(Element element, List<OrderLine> lines) {
        String guid = normal(element.field("GuLi"));
        if (!guid.isEmpty() && !element.action().equals("insert")) {
            return IntStream.range(0, lines.size()).filter(i -> lines.get(i).guid().equals(guid)).findFirst()
                    .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("GuLi")));
        }
        if (element.action().equals("update") || element.action().equals("delete")) {
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).field("VaIt").equals(element.field("VaIt"))
                            && lines.get(i).field("ItCd").equalsIgnoreCase(element.field("ItCd")))
                    .findFirst().orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("ItCd")));
        }
        return -1;
    }

    private OrderLine added(Element element, int number, int administration, AfasBooks books, Instant now) {
        Item item = item(element.required("VaIt"), element.required("ItCd"), books);
        element.required("QuUn");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Ds", item.field("Ds"));
        fields.put("BiUn", item.field("BiUn"));
        fields.put("VaRc", item.field("VaRc"));
        fields.put("Upri", item.field("SaPrice"));
        fields.values().removeIf(String::isEmpty);
        fields.putAll(element.over(Map.of()));
        String guid = normal(element.field("GuLi"));
        return line(element, guid.isEmpty() ? guids.get() : guid, number, fields, administration, now, now);
    }

    private OrderLine changed(Element element, OrderLine before, int administration, AfasBooks books, Instant now) {
        if (!element.field("ItCd").isEmpty()) {
            String type = element.field("VaIt").isEmpty() ? before.field("VaIt") : element.field("VaIt");
            item(type, element.field("ItCd"), books);
        }
        return line(element, before.guid(), before.number(), element.over(before.fields()), administration,
                before.created(), now);
    }

    private OrderLine line(Element element, String guid, int number, Map<String, String> fields, int administration,
            Instant created, Instant now) {
        ReferenceCheck references = new ReferenceCheck(setup);
        references.vatGroup(element);
        references.warehouse(element);
        references.unit(element);
        for (int axis = 1; axis <= MOST_AXES; axis++) {
            String code = element.field("V" + axis + "Cd");
            if (!code.isEmpty() && !setup.assigned(administration, "", axis, code)) {
                throw new Refused(Text.ALLOCATION_NOT_ASSIGNED, code, element.field("ItCd"));
            }
        }
        fields.put("GuLi", guid);
        BigDecimal gross = OrderArithmetic.gross(fields);
        BigDecimal discount = OrderArithmetic.discount(fields);
        return new OrderLine(guid, number, fields, gross, discount, gross.subtract(discount), created, now);
    }

    private static Item item(String type, String code, AfasBooks books) {
        Item item = books.item(code).filter(found -> found.type().equals(type))
                .orElseThrow(() -> new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of("ItCd")));
        if (item.blocked()) {
            throw new Refused(Text.ITEM_BLOCKED, code);
        }
        return item;
    }

    /** With braces and in capitals. */
    private static String normal(String guid) {
        String upper = guid.toUpperCase(Locale.ROOT);
        return upper.isEmpty() || upper.startsWith("{") ? upper : "{" + upper + "}";
    }
}

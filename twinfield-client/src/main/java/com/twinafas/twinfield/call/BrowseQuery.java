package com.twinafas.twinfield.call;

import java.util.ArrayList;
import java.util.List;

import com.twinafas.twinfield.xml.XmlElement;

/**
 * What to browse (twinfield-api §5.1).
 *
 * @param code    of the browse, for example {@code 030_3}
 * @param columns in order; a column without condition is only shown
 */
public record BrowseQuery(String code, List<Column> columns) {

    /**
     * A column with its condition.
     *
     * @param operator {@code none}, {@code equal}, {@code between} or {@code like}
     */
    public record Column(String field, String operator, String from, String to) {

        /** Shown without condition. */
        public static Column shown(String field) {
            return new Column(field, "none", "", "");
        }

        /** Shown where it has the value. */
        public static Column equal(String field, String value) {
            return new Column(field, "equal", value, "");
        }

        /** Shown where it lies between the two, both included. */
        public static Column between(String field, String from, String to) {
            return new Column(field, "between", from, to);
        }
    }

    XmlElement request() {
        List<XmlElement> requested = new ArrayList<>();
        for (Column column : columns) {
            requested.add(XmlElement.of("column",
                    List.of(XmlElement.of("field", column.field()), XmlElement.of("label", column.field()),
                            XmlElement.of("visible", "true"),
                            XmlElement.of("ask", column.operator().equals("none") ? "false" : "true"),
                            XmlElement.of("operator", column.operator()), XmlElement.of("from", column.from()),
                            XmlElement.of("to", column.to()), XmlElement.of("finderparam", ""))));
        }
        return XmlElement.of("columns", requested).withAttribute("code", code);
    }
}

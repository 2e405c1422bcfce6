package com.twinafas.simulators.twinfield.finder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

import com.twinafas.simulators.twinfield.wording.RequestXml;

/** What a finder is asked; numbers still as text. */
record FinderRequest(String type, String pattern, String field, String firstRow, String maxRows,
        Map<String, String> options) {

    static FinderRequest of(Element search) {
        Map<String, String> options = new LinkedHashMap<>();
        RequestXml.child(search, "options").map(RequestXml::children).orElse(List.of()).forEach(pair -> {
            List<Element> parts = RequestXml.children(pair);
            if (parts.size() == 2) {
                options.put(parts.get(0).getTextContent().strip(), parts.get(1).getTextContent().strip());
            }
        });
        return new FinderRequest(RequestXml.text(search, "type"), RequestXml.text(search, "pattern"),
                RequestXml.text(search, "field"), RequestXml.text(search, "firstRow"),
                RequestXml.text(search, "maxRows"), options);
    }

    String option(String name) {
        return options.getOrDefault(name, "");
    }

    /** The pattern with {@code *} and {@code ?}, whatever the case; an empty one matches everything. */
    boolean matches(String text) {
        String regex = pattern.isEmpty()
                ? ".*"
                : Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL).matcher(text)
                .matches();
    }
}

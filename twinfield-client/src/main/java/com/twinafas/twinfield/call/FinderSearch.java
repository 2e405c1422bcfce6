package com.twinafas.twinfield.call;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.call.FinderSearch.Page;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlSource;

/**
 * One page of a Finder search (twinfield-api §2.2).
 *
 * @param type     for example {@code DIM}, {@code ART}, {@code VAT}, {@code INV}
 * @param field    0 searches code and name
 * @param firstRow from 1
 */
public record FinderSearch(String office, String type, String pattern, int field, int firstRow, int maxRows,
        Map<String, String> options) implements TwinfieldCall<Page> {

    /**
     * @param total rows of the whole result, not of the page
     * @param rows  values by position: labels of columns are in the user's language
     */
    public record Page(int total, List<List<String>> rows) {
    }

    @Override
    public String service() {
        return "finder.asmx";
    }

    @Override
    public String soapAction() {
        return "Search";
    }

    @Override
    public XmlElement header(String accessToken) {
        return Soap.header(accessToken, office);
    }

    @Override
    public XmlElement body() {
        List<XmlElement> pairs = new TreeMap<>(options).entrySet().stream()
                .map(option -> XmlElement.of("ArrayOfString",
                        List.of(XmlElement.of("string", option.getKey()), XmlElement.of("string", option.getValue()))))
                .toList();
        return XmlElement
                .of("Search",
                        List.of(XmlElement.of("type", type), XmlElement.of("pattern", pattern),
                                XmlElement.of("field", String.valueOf(field)),
                                XmlElement.of("firstRow", String.valueOf(firstRow)),
                                XmlElement.of("maxRows", String.valueOf(maxRows)), XmlElement.of("options", pairs)))
                .withAttribute("xmlns", Soap.TWINFIELD);
    }

    @Override
    public Page result(XmlElement answer, XmlSource envelope, int limit) {
        XmlElement messages = answer.child("SearchResult");
        for (XmlElement message : messages == null ? List.<XmlElement>of() : messages.children()) {
            if ("Error".equals(message.textAt("Type"))) {
                String code = message.textAt("Code");
                if ("NoAccessToOffice".equals(code) || "AccessDenied".equals(code)) {
                    throw new TwinfieldFailure.AccessDenied(Soap.place(this));
                }
                throw new TwinfieldFailure.RecordRefused(List.of("Finder " + type + ": " + code));
            }
        }
        XmlElement data = answer.child("data");
        String total = data == null ? null : data.textAt("TotalRows");
        if (data == null || total == null || !total.matches("\\d{1,9}")) {
            throw new TwinfieldFailure.Malformed("no rows in the Finder's answer");
        }
        XmlElement items = data.child("Items");
        List<List<String>> rows = items == null
                ? List.of()
                : items.children().stream().map(row -> row.children().stream().map(XmlElement::text).toList())
                        .filter(row -> !row.isEmpty()).toList();
        return new Page(Integer.parseInt(total), rows);
    }

    @Override
    public int credits() {
        return 1;
    }

    @Override
    public String operation() {
        return "search " + type;
    }

    @Override
    public @Nullable String office() {
        return office;
    }
}

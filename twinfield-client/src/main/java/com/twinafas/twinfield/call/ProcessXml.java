package com.twinafas.twinfield.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.xml.UnreadableXml;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlLimits;
import com.twinafas.twinfield.xml.XmlRows;
import com.twinafas.twinfield.xml.XmlSource;

/** A call of {@code processxml.asmx} that reads, lists or browses (twinfield-api §2.1). */
public final class ProcessXml<T> implements TwinfieldCall<T> {

    /** The element whose text is the XML of the answer. */
    static final String RESULT = "ProcessXmlStringResult";

    /** Of a browse: 8 MB of XML become ten times as much for a moment, and a narrower query can be asked instead. */
    private static final int BROWSE_LIMIT = 8 << 20;

    private final @Nullable String office;
    private final String operation;
    private final XmlElement request;
    private final Reader<T> reader;
    private final int limit;

    /** Makes the result of the XML that stands in the answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(XmlSource xml, XmlLimits limits, ProcessXml<T> call);
    }

    private ProcessXml(@Nullable String office, String operation, XmlElement request, Reader<T> reader) {
        this(office, operation, request, reader, Integer.MAX_VALUE);
    }

    private ProcessXml(@Nullable String office, String operation, XmlElement request, Reader<T> reader, int limit) {
        this.office = office;
        this.operation = operation;
        this.request = request;
        this.reader = reader;
        this.limit = limit;
    }

    /** The offices the user may see: one row {@code <office name shortname>CODE</office>} each (§4.1). */
    public static ProcessXml<Rows> offices() {
        return new ProcessXml<>(null, "list offices", XmlElement.of("list", List.of(XmlElement.of("type", "offices"))),
                rows("office"));
    }

    /** One customer ({@code DEB}), cost centre ({@code KPL}) or ledger ({@code BAS}, {@code PNL}) (§4.2). */
    public static ProcessXml<RecordXml> dimension(String office, String type, String code) {
        return new ProcessXml<>(office, "read dimensions",
                read("dimensions", office, XmlElement.of("dimtype", type), XmlElement.of("code", code)),
                single("dimension", type + " " + code));
    }

    /** All dimensions of a type with their full bodies, the template row included (§4.2). */
    public static ProcessXml<Rows> dimensions(String office, String type) {
        return new ProcessXml<>(office, "read all dimensions",
                read("dimensions", office, XmlElement.of("dimtype", type)), rows("dimension"));
    }

    /** The settings of a dimension type, with the labels of its address fields (§4.2). */
    public static ProcessXml<RecordXml> dimensionType(String office, String type) {
        return new ProcessXml<>(office, "read dimensiontype",
                read("dimensiontype", office, XmlElement.of("code", type)),
                single("dimensiontype", "dimension type " + type));
    }

    /** One article with its lines (§4.3). */
    public static ProcessXml<RecordXml> article(String office, String code) {
        return new ProcessXml<>(office, "read article", read("article", office, XmlElement.of("code", code)),
                single("article", "article " + code));
    }

    /** One invoice of classic invoicing, concept or final (§4.4). */
    public static ProcessXml<RecordXml> salesInvoice(String office, String type, long number) {
        return new ProcessXml<>(office, "read salesinvoice",
                read("salesinvoice", office, XmlElement.of("code", type),
                        XmlElement.of("invoicenumber", String.valueOf(number))),
                single("salesinvoice", "invoice " + type + " " + number));
    }

    /** One transaction (§4.5). */
    public static ProcessXml<RecordXml> transaction(String office, String daybook, String number) {
        return new ProcessXml<>(office, "read transaction",
                read("transaction", office, XmlElement.of("code", daybook), XmlElement.of("number", number)),
                single("transaction", "transaction " + daybook + " " + number));
    }

    /** One VAT code (§4.6). */
    public static ProcessXml<RecordXml> vatCode(String office, String code) {
        return new ProcessXml<>(office, "read vat", read("vat", office, XmlElement.of("code", code)),
                single("vat", "VAT code " + code));
    }

    /**
     * The rows of a browse; there is no paging, so the query must be narrow enough (§5.1): an answer of more than 8 MB is
     * {@link TwinfieldFailure.TooLarge}.
     */
    public static ProcessXml<List<BrowseRow>> browse(String office, BrowseQuery query) {
        return new ProcessXml<>(office, "browse " + query.code(), query.request(), (xml, limits, call) -> {
            String what = "browse " + query.code();
            List<BrowseRow> rows = new ArrayList<>();
            Map<String, String> fields = new HashMap<>();
            // As elements an answer of 8 MB takes ten times as much.
            XmlElement answer = Xml.parse(xml, limits, "tr", row -> {
                Messages.check(row, what, call);
                rows.add(BrowseRow.of(row, fields));
            });
            Messages.check(answer, what, call);
            if (!answer.name().equals("browse")) {
                throw new TwinfieldFailure.Malformed("no browse in the answer");
            }
            return rows;
        }, BROWSE_LIMIT);
    }

    @Override
    public int answerLimit(int configured) {
        return Math.min(configured, limit);
    }

    @Override
    public String service() {
        return "processxml.asmx";
    }

    @Override
    public String soapAction() {
        return "ProcessXmlString";
    }

    @Override
    public XmlElement header(String accessToken) {
        return Soap.header(accessToken, office);
    }

    @Override
    public XmlElement body() {
        return XmlElement.of("ProcessXmlString", List.of(XmlElement.of("xmlRequest", Xml.write(request))))
                .withAttribute("xmlns", Soap.TWINFIELD);
    }

    @Override
    public T result(XmlElement answer, XmlSource envelope, int limit) {
        if (answer.child(RESULT) == null) {
            throw new TwinfieldFailure.Malformed("no result in the answer");
        }
        XmlLimits limits = XmlLimits.answer(limit);
        try {
            return reader.read(envelope.textOf(RESULT, limits), limits, this);
        } catch (UnreadableXml e) {
            throw Soap.failure(e);
        }
    }

    @Override
    public int credits() {
        return 1;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public @Nullable String office() {
        return office;
    }

    private static XmlElement read(String type, String office, XmlElement... keys) {
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.of("type", type));
        children.add(XmlElement.of("office", office));
        children.addAll(List.of(keys));
        return XmlElement.of("read", children);
    }

    private static Reader<RecordXml> single(String name, String what) {
        return (xml, limits, call) -> {
            Xml.check(xml, limits);
            try (XmlRows found = XmlRows.of(xml, Set.of(name))) {
                if (!found.hasNext()) {
                    Messages.check(Xml.parse(xml, limits), what, call);
                    throw new TwinfieldFailure.Malformed("no " + name + " in the answer");
                }
                String text = found.next();
                XmlElement element = Xml.parse(text, XmlLimits.RECORD);
                Messages.check(element, what, call);
                if (element.children().isEmpty()) {
                    throw new TwinfieldFailure.NotFound(what);
                }
                return new RecordXml(text, element);
            }
        };
    }

    private static Reader<Rows> rows(String name) {
        return (xml, limits, call) -> {
            Xml.check(xml, limits);
            int found = 0;
            try (XmlRows rows = XmlRows.of(xml, Set.of(name))) {
                for (; found < 2 && rows.hasNext(); found++) {
                    rows.next();
                }
            }
            if (found <= 1) {
                XmlElement answer = Xml.parse(xml, limits);
                if (found == 0 || answer.name().equals(name)) {
                    Messages.check(answer, call.operation(), call);
                }
                if (!answer.name().startsWith(name)) {
                    throw new TwinfieldFailure.Malformed("no " + name + " in the answer");
                }
            }
            return new Rows(xml, name, call);
        };
    }

    /** The cause of a row without even a code. */
    public static Cause withoutCode() {
        return Cause.of(FailureCode.VALUE_MISSING, "field", "code");
    }
}

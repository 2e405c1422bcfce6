package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.Known;
import com.twinafas.mapper.flow.RecordMapper;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.mapping.Trace;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.mapper.record.SourceRecord;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;
import com.twinafas.twinfield.xml.XmlElement;

/** An invoice that a test puts together, with the totals Twinfield would give it: VAT by code over the sum of lines. */
final class Invoice {

    private static final Map<String, BigDecimal> RATES = Map.of("VH", new BigDecimal("21"), "VL", new BigDecimal("9"),
            "VN", BigDecimal.ZERO);

    private static final Known KNOWN = known();

    private final boolean including;
    private final StringBuilder lines = new StringBuilder();
    private final Map<String, BigDecimal> values = new TreeMap<>();
    private final List<String> header = new ArrayList<>();
    private String status = "final";

    /** @param including whether prices include VAT */
    Invoice(boolean including) {
        this.including = including;
    }

    /** What else stands in the header. */
    Invoice header(String xml) {
        header.add(xml);
        return this;
    }

    Invoice status(String other) {
        status = other;
        return this;
    }

    /** A line that counts for quantity times price. */
    Invoice line(String article, String quantity, String price, String vatCode) {
        return line(article, quantity, price, vatCode,
                new BigDecimal(quantity).multiply(new BigDecimal(price)).setScale(2, RoundingMode.HALF_UP), true, "");
    }

    /** A line that counts for another value. */
    Invoice line(String article, String quantity, String price, String vatCode, BigDecimal value, boolean discountable,
            String more) {
        String suffix = including ? "inc" : "excl";
        lines.append("<line><article>").append(article).append("</article><quantity>").append(quantity)
                .append("</quantity><units>1</units><allowdiscountorpremium>").append(discountable)
                .append("</allowdiscountorpremium><description>Regel ").append(article).append("</description><value")
                .append(suffix).append('>').append(value).append("</value").append(suffix).append("><unitsprice")
                .append(suffix).append('>').append(price).append("</unitsprice").append(suffix).append("><vatcode>")
                .append(vatCode).append("</vatcode>").append(more).append("</line>");
        values.merge(vatCode, value, BigDecimal::add);
        return this;
    }

    /** A line of words. */
    Invoice text(String words) {
        lines.append("<line><article>-</article><description>").append(words).append("</description></line>");
        return this;
    }

    XmlElement xml() {
        BigDecimal total = BigDecimal.ZERO.setScale(2);
        BigDecimal net = total;
        for (Map.Entry<String, BigDecimal> code : values.entrySet()) {
            BigDecimal rate = RATES.get(code.getKey());
            BigDecimal hundred = BigDecimal.valueOf(100);
            BigDecimal vat = code.getValue().multiply(rate).divide(including ? hundred.add(rate) : hundred, 2,
                    RoundingMode.HALF_UP);
            total = total.add(including ? code.getValue() : code.getValue().add(vat));
            net = net.add(including ? code.getValue().subtract(vat) : code.getValue());
        }
        return Given.xml("<salesinvoice><header><invoicetype>F</invoicetype><invoicedate>20260301</invoicedate>"
                + "<customer>1003</customer><currency>EUR</currency><status>" + status + "</status>"
                + String.join("", header)
                + "</header><lines>" + lines + "</lines><totals><valueinc>" + total + "</valueinc><valueexcl>" + net
                + "</valueexcl></totals></salesinvoice>");
    }

    /** What becomes of it. */
    MapResult map(Map<String, String> settings, String... office) {
        return map(MappingReader.standard(), settings, office);
    }

    /** What becomes of it by a mapping of one's own. */
    MapResult map(Mapping mapping, Map<String, String> settings, String... office) {
        return map(mapper(mapping, settings, office));
    }

    MapResult map(RecordMapper mapper) {
        return mapper.map(Given.record("sales-invoice/F/1", xml()), KNOWN, Trace.NONE);
    }

    static RecordMapper mapper(Mapping mapping, Map<String, String> settings, String... office) {
        List<String> said = new ArrayList<>(List.of("administration=1"));
        said.addAll(List.of(office));
        return new RecordMapper(mapping, Given.settings(settings, said.toArray(String[]::new)));
    }

    private static Known known() {
        Known known = new Known().with(Given.record("customer/1003", Given.xml("<dimension><name>Klant</name>"
                + "<addresses><address id='1' default='true'><country>NL</country></address></addresses>"
                + "</dimension>")));
        RATES.forEach((code, rate) -> known.with(Given.record("reference/vat/" + code,
                Given.xml("<vat><percentages><percentage><date>20000101</date><percentage>" + rate
                        + "</percentage></percentage></percentages></vat>"))));
        return known.with(article("KORT", "discount", "stuk")).with(article("TOESLAG", "premium", "stuk"))
                .with(article("ADVIES", "normal", "uur"));
    }

    /** The document it becomes. */
    InvoiceUpdate mapped(Map<String, String> settings, String... office) {
        return update(map(settings, office));
    }

    static InvoiceUpdate update(MapResult result) {
        return switch (result) {
            case MapResult.Mapped made -> (InvoiceUpdate) made.updates().getFirst().update();
            case MapResult other -> throw new AssertionError(other.toString());
        };
    }

    private static SourceRecord article(String code, String type, String unit) {
        return Given.record("article/" + code, Given.xml("<article><header><code>" + code + "</code><type>" + type
                + "</type><unitnamesingular>" + unit + "</unitnamesingular></header></article>"));
    }
}

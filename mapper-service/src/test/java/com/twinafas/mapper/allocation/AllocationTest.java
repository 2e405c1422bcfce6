package com.twinafas.mapper.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.Given;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.xml.XmlElement;

class AllocationTest {

    private final Allocation allocation = new Allocation(Given.mapping("cost-centre-axes.KPL=1",
            "cost-centre-axes.PRJ=4", "allocation.codes[0].axis=1", "allocation.codes[0].code=00001",
            "allocation.codes[0].afas=HOEV", "allocation.codes[1].axis=2", "allocation.codes[1].code=00002",
            "allocation.codes[1].afas=OTHER"));

    @Test
    void putsEachDimensionOnItsAxisByTheCodeAfasHas() {
        XmlElement line = Given.xml("<line><dim1 dimensiontype='PNL'>4100</dim1><dim2 dimensiontype='KPL'>00001</dim2>"
                + "<dim3 dimensiontype='PRJ'>P0000</dim3></line>");

        assertThat(allocation.of(line)).isEqualTo(Map.of("1", "HOEV", "4", "P0000"));
    }

    @Test
    void keepsACodeWithoutRowOnItsOwnAxis() {
        assertThat(allocation.of(Given.xml("<line><dim2 type='KPL'>00002</dim2></line>")))
                .isEqualTo(Map.of("1", "00002"));
    }

    @Test
    void takesTheSecondDimensionOfAnInvoiceLineForItsCostCentre() {
        XmlElement line = Given.sample("salesinvoices/invoice-final-mixed-vat-soap.xml").children("lines").getFirst()
                .children("line").getFirst();

        assertThat(allocation.of(line)).isEqualTo(Map.of("1", "00000"));
    }

    @Test
    void leavesOutRelationsAndKindsWithoutAnAxis() {
        assertThat(allocation.of(Given.xml("<line><dim2 dimensiontype='DEB'>1000</dim2>"
                + "<dim3 dimensiontype='AST'>A1</dim3></line>"))).isEmpty();
        assertThat(new Allocation(Given.mapping()).of(Given.xml("<line><dim2>00000</dim2></line>"))).isEmpty();
    }

    @Test
    void addsTheAxesAsFacts() {
        XmlElement line = Given.xml("<line><dim2>00001</dim2></line>");

        assertThat(allocation.on(new Source(line), line).fact("axis-1")).isEqualTo(FieldValue.of("HOEV"));
    }

    @Test
    void fillsInTheCostCentreOfTheArticleWhereALineHasNone() {
        // Given
        XmlElement article = Given.xml("<article><lines><line><freetext2>00001</freetext2></line></lines></article>");
        XmlElement real = Given.sample("articles/article-normal.xml");
        XmlElement invoice = Given.xml("<salesinvoice><header/><lines><line><article>A</article>"
                + "<subarticle>118</subarticle></line><line><article>A</article><dim2>00002</dim2></line>"
                + "<line><article>9060</article><subarticle>9060</subarticle></line><line><article>-</article></line>"
                + "</lines></salesinvoice>");

        // When
        XmlElement filled = ArticleCostCentres.filled(invoice, code -> switch (code) {
            case "A" -> article;
            case "9060" -> real;
            default -> null;
        });

        // Then
        assertThat(filled.children("lines").getFirst().children("line")).extracting(allocation::of)
                .containsExactly(new TreeMap<>(Map.of("1", "HOEV")), new TreeMap<>(Map.of("1", "00002")),
                        new TreeMap<>(), new TreeMap<>());
    }

    @Test
    void takesTheCostCentreOfTheSubArticleThatIsSold() {
        XmlElement article = Given.xml("<article><lines><line><subcode>S</subcode><freetext2>1</freetext2></line>"
                + "<line><subcode>L</subcode><freetext2>2</freetext2></line></lines></article>");
        XmlElement invoice = Given
                .xml("<salesinvoice><lines><line><article>A</article><subarticle>L</subarticle></line>"
                        + "<line><article>A</article></line></lines></salesinvoice>");

        assertThat(ArticleCostCentres.filled(invoice, code -> article).children("lines").getFirst().children("line"))
                .extracting(line -> line.textAt("dim2")).containsExactly("2", null);
    }
}

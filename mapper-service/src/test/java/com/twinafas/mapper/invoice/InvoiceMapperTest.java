package com.twinafas.mapper.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

import com.twinafas.mapper.AfasBodies;
import com.twinafas.mapper.mapping.Mapping;
import com.twinafas.mapper.mapping.MappingReader;
import com.twinafas.mapper.record.ContentHash;
import com.twinafas.mapper.record.MapResult;
import com.twinafas.schemas.update.AfasUpdate.InvoiceUpdate;

class InvoiceMapperTest {

    private static final Map<String, String> NONE = Map.of();

    @Test
    void takesTheUnitOfEachLineFromItsArticle() {
        Map<String, String> document = AfasBodies.flat(new Invoice(false).line("A", "1", "10.00", "VH")
                .line("ADVIES", "1.50", "80.00", "VH")
                .mapped(Map.of("sales.items.units.uur", "Uur")).document());

        assertThat(document).containsEntry("FbSalesLines/BiUn", "Stk").containsEntry("FbSalesLines[2]/BiUn", "Uur")
                .containsEntry("FbSalesLines[2]/QuUn", "1.5");
    }

    @Test
    void putsShippingOnACostLineAndItsMethodInAField() {
        InvoiceUpdate order = new Invoice(false).line("A", "2", "10.00", "VH")
                .line("VERZEND", "2", "6.95", "VH", new BigDecimal("13.90"), false, "<subarticle>SPOED</subarticle>")
                .mapped(Map.of("sales.shipping.articles", "VERZEND", "sales.shipping.as", "cost",
                        "sales.shipping.item", "D012", "sales.shipping.method-field", "TrPt",
                        "sales.shipping.methods[VERZEND]", "post",
                        "sales.shipping.methods[VERZEND/SPOED]", "koerier"));

        assertThat(order.items()).containsExactly("A");
        assertThat(AfasBodies.flat(order.document())).containsEntry("TrPt", "koerier")
                .containsEntry("FbSalesLines[2]/VaIt", "6").containsEntry("FbSalesLines[2]/ItCd", "D012")
                .containsEntry("FbSalesLines[2]/BiUn", "*****").containsEntry("FbSalesLines[2]/QuUn", "1")
                .containsEntry("FbSalesLines[2]/Upri", "13.9").containsEntry("FbSalesLines[2]/VaRc", "1");
        AfasBodies.assertValid("FbSales", order.document());
    }

    @Test
    void creditsShippingCosts() {
        Map<String, String> document = AfasBodies.flat(new Invoice(true).line("VERZEND", "-1", "6.95", "VH")
                .mapped(Map.of("sales.shipping.articles", "VERZEND", "sales.shipping.as", "cost",
                        "sales.shipping.item", "D012"), "order-type=direct-invoice")
                .document());

        assertThat(document).containsEntry("FbDirectInvoiceLines/QuUn", "-1")
                .containsEntry("FbDirectInvoiceLines/Upri", "6.95").doesNotContainKey("TrPt");
    }

    @Test
    void putsShippingOnAnArticleLineWithOneItemForAll() {
        InvoiceUpdate order = new Invoice(false).line("VERZEND", "1", "6.95", "VH")
                .mapped(Map.of("sales.shipping.articles", "VERZEND", "sales.shipping.item", "PORTO"));

        assertThat(order.items()).containsExactly("PORTO");
        assertThat(AfasBodies.flat(order.document())).containsEntry("FbSalesLines/VaIt", "2")
                .containsEntry("FbSalesLines/ItCd", "PORTO");
    }

    @Test
    void sendsPerformanceDateTextsAndAFixedRate() {
        Map<String, String> document = AfasBodies.flat(new Invoice(false).header("<headertext>Dag</headertext>")
                .line("A", "1", "10.00", "VH", new BigDecimal("10.00"), true,
                        "<performancedate>20260214</performancedate>")
                .line("B", "1", "10.00", "VH", new BigDecimal("10.00"), true,
                        "<performancedate>20260216</performancedate>")
                .mapped(Map.of("sales.rates.EUR", "1.08")).document());

        assertThat(document).containsEntry("DaDe", "2026-02-16").containsEntry("Rate", "1.08").containsEntry("Re",
                "Dag");
        assertThat(AfasBodies.flat(new Invoice(false).header("<performancedate>20260301</performancedate>")
                .line("A", "1", "10.00", "VH").mapped(NONE).document())).containsEntry("DaDe", "2026-03-01")
                .doesNotContainKey("Rate");
    }

    @Test
    void takesTheDutyOfTheLineThatBearsVat() {
        Map<String, String> tables = Map.of("vat[1].vat-duty", "9");

        assertThat(AfasBodies.flat(new Invoice(false).line("A", "1", "10.00", "VN").line("B", "1", "10.00", "VH")
                .mapped(tables).document())).containsEntry("VaDu", "1");
        assertThat(AfasBodies.flat(new Invoice(false).line("A", "1", "10.00", "VN").mapped(tables).document()))
                .containsEntry("VaDu", "9");
    }

    @Test
    void makesUpForCentsWhereAnItemIsNamedForThem() {
        Invoice invoice = new Invoice(false).line("A", "1", "1.07", "VH").line("A", "1", "1.07", "VH")
                .line("A", "1", "1.07", "VH");

        InvoiceUpdate order = invoice.mapped(Map.of("sales.totals.vat-rounding", "line", "sales.totals.rounding-item",
                "AFRONDING", "sales.totals.rounding-rate-group", "3"));

        assertThat(order.items()).containsExactly("A", "AFRONDING");
        assertThat(AfasBodies.flat(order.document())).containsEntry("FbSalesLines[4]/ItCd", "AFRONDING")
                .containsEntry("FbSalesLines[4]/Upri", "0.01").containsEntry("FbSalesLines[4]/VaRc", "3")
                .doesNotContainKey("FbSalesLines[4]/Ds");
        AfasBodies.assertValid("FbSales", order.document());
        // By rate group AFAS makes the same total as Twinfield, and nothing is to be made up for.
        assertThat(invoice.mapped(Map.of("sales.totals.rounding-item", "AFRONDING")).items()).containsExactly("A");
    }

    @Test
    void reportsADifferenceThatIsMoreThanCentsEvenWithARoundingItem() {
        Invoice invoice = new Invoice(false);
        for (int i = 0; i < 12; i++) {
            invoice.line("A", "1", "0.07", "VH");
        }
        // 12 times 0.01 by line, 0.18 over the sum.
        Map<String, String> byLine = Map.of("sales.totals.vat-rounding", "line", "sales.totals.rounding-item", "R");

        assertThat(invoice.map(byLine)).isInstanceOfSatisfying(MapResult.Refused.class, refused -> assertThat(
                refused.cause().key()).isEqualTo("TOTALS_DIFFER{computed=0.96, expected=1.02}"));
        assertThat(invoice.map(NONE)).isInstanceOf(MapResult.Mapped.class);
    }

    @Test
    void numbersOrdersByThePatternOfTheOffice() {
        Invoice invoice = new Invoice(false).header("<invoicenumber>20260013</invoicenumber>").line("A", "1", "1.00",
                "VH");

        assertThat(invoice.mapped(NONE).orderNumber()).isNull();
        assertThat(invoice.mapped(NONE, "order-number={type}{administration}-{number}").orderNumber())
                .isEqualTo("F1-20260013");
        assertThat(invoice.map(NONE, "order-number=TWIN-{number}")).isInstanceOfSatisfying(MapResult.Refused.class,
                refused -> assertThat(refused.cause().key())
                        .isEqualTo("ORDER_NUMBER_TOO_LONG{longest=12, number=TWIN-20260013}"));
    }

    @Test
    void saysTheSameOfAConceptThatBecameFinalUnderWhateverNumber() {
        Invoice concept = new Invoice(false).header("<invoicenumber>13</invoicenumber>").line("A", "1", "1.00", "VH");
        Invoice finished = new Invoice(false).header("<invoicenumber>13</invoicenumber>").line("A", "1", "1.00", "VH");
        concept.status("concept");

        String before = ContentHash.of(concept.mapped(NONE, "concepts=true"));

        assertThat(ContentHash.of(finished.mapped(NONE, "order-number=A{number}"))).isEqualTo(before);
        assertThat(ContentHash.of(finished.line("B", "1", "1.00", "VH").mapped(NONE))).isNotEqualTo(before);
    }

    @Test
    void givesMappingsTheFreeTextsAndWhatItFoundOut() {
        Mapping mine = MappingReader.overridden("mine.yaml", """
                order:
                  fields:
                    DaPr: {fact: performance-date}
                    FxBl: {if: "raw('header/status') == 'final'", then: false, else: true}
                    Fref: {path: header/headertext, max: 32}
                    SsId: {fact: shipping-method}
                  objects:
                    FbSalesLines:
                      fields:
                        Re: {concat: [{path: freetext1}, {path: freetext2}], separator: " / "}
                """);
        Invoice invoice = new Invoice(false)
                .header("<headertext>Actie</headertext><performancedate>20260301</performancedate>")
                .line("VERZEND", "1", "10.00", "VH", new BigDecimal("10.00"), true,
                        "<freetext1>Kade 3</freetext1><freetext2>Hal 4</freetext2>");

        Map<String, String> document = AfasBodies.flat(Invoice.update(invoice.map(mine,
                Map.of("sales.shipping.articles", "VERZEND", "sales.shipping.methods.VERZEND", "EX"))).document());

        assertThat(document).containsEntry("FbSalesLines/Re", "Kade 3 / Hal 4").containsEntry("DaPr", "2026-03-01")
                .containsEntry("Fref", "Actie").containsEntry("FxBl", "false").containsEntry("SsId", "EX")
                .doesNotContainKey("TrPt");
    }
}

package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.twinafas.mapper.article.ArticleRole;
import com.twinafas.mapper.invoice.SalesLine.LineVat;
import com.twinafas.mapper.invoice.SalesLine.Priced;
import com.twinafas.mapper.record.RawValues;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.SalesSettings;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * Twinfield's totals of an invoice. AFAS computes its own from the lines it gets, so a draft is held against these
 * before anything is sent.
 *
 * @param withVat whether prices include VAT
 */
record Totals(BigDecimal including, BigDecimal excluding, boolean withVat) {

    static Totals of(XmlElement invoice) {
        return new Totals(RawValues.requiredNumber(invoice, "totals", "valueinc"),
                RawValues.requiredNumber(invoice, "totals", "valueexcl"), isWithVat(invoice));
    }

    /** The price of one unit of a line. */
    BigDecimal price(XmlElement line) {
        return RawValues.requiredNumber(line, withVat ? "unitspriceinc" : "unitspriceexcl");
    }

    /**
     * The first draft that AFAS adds up to the same, with a line that makes up for cents where the settings want one.
     *
     * @param drafts from the one the settings prefer to the one that is always exact; at least one
     * @throws Unmappable when even the last one differs by more than the tolerance
     */
    Draft agreeing(List<Draft> drafts, MappingSettings settings) {
        SalesSettings.Totals rules = settings.sales().totals();
        for (Draft draft : drafts) {
            AfasTotals computed = AfasTotals.of(draft, withVat, rules.vatRounding());
            if (agrees(computed, settings.totalsTolerance())) {
                return rounded(draft, including.subtract(computed.including()), settings);
            }
        }
        throw differ(AfasTotals.of(drafts.getLast(), withVat, rules.vatRounding()), settings.totalsTolerance());
    }

    private static Draft rounded(Draft draft, BigDecimal difference, MappingSettings settings) {
        SalesSettings.Totals rules = settings.sales().totals();
        String item = rules.roundingItem();
        if (item == null || difference.signum() == 0) {
            return draft;
        }
        return draft.with(new Priced(XmlElement.of("line", List.of()), ArticleRole.GOODS, LineKind.ARTICLE, item, null,
                settings.unit(), BigDecimal.ONE, difference, LineVat.none(rules.roundingRateGroup()), false,
                BigDecimal.ZERO, null, false));
    }

    private boolean agrees(AfasTotals computed, BigDecimal tolerance) {
        return near(computed.including(), including, computed, tolerance)
                && near(computed.excluding(), excluding, computed, tolerance);
    }

    private Unmappable differ(AfasTotals computed, BigDecimal tolerance) {
        boolean byTotal = !near(computed.including(), including, computed, tolerance);
        return Unmappable.of(FailureCode.TOTALS_DIFFER,
                Map.of("computed", (byTotal ? computed.including() : computed.excluding()).toPlainString(), "expected",
                        (byTotal ? including : excluding).toPlainString()));
    }

    private static boolean near(BigDecimal ours, BigDecimal theirs, AfasTotals computed, BigDecimal tolerance) {
        return ours.subtract(theirs).abs().compareTo(tolerance.multiply(BigDecimal.valueOf(computed.rates()))) <= 0;
    }

    /** Whether prices include VAT is a matter of the invoice's type, and shows in which price its lines have. */
    private static boolean isWithVat(XmlElement invoice) {
        XmlElement lines = invoice.child("lines");
        return lines != null
                && lines.children("line").stream().anyMatch(line -> line.textAt("unitspriceinc") != null)
                && lines.children("line").stream().allMatch(line -> line.textAt("unitspriceexcl") == null);
    }
}

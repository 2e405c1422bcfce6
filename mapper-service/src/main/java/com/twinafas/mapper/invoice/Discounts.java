package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.article.ArticleRole;
import com.twinafas.mapper.invoice.SalesLine.Priced;
import com.twinafas.pipeline.settings.SalesSettings;
import com.twinafas.pipeline.settings.SalesSettings.DiscountForm;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;

/** Where discounts stand in AFAS, by the form the settings want; what cannot be spread keeps a line of its own. */
record Discounts(SalesSettings.Discounts settings) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The ways to write these lines, from the one the settings prefer to the one that is always exact. */
    List<Draft> drafts(List<SalesLine> lines) {
        Draft own = new Draft(onLinesOfTheirOwn(lines), null);
        if (priced(lines).noneMatch(line -> line.role() == ArticleRole.DISCOUNT || line.taken().signum() != 0)) {
            return List.of(own);
        }
        List<DiscountScope> scopes = DiscountScope.of(lines);
        return switch (settings.as()) {
            case LINE -> List.of(own);
            case LINE_AMOUNT -> List.of(asAmounts(lines, scopes), own);
            case LINE_PERCENTAGE -> List.of(asPercentages(lines, scopes), asAmounts(lines, scopes), own);
            case INVOICE_PERCENTAGE -> {
                Draft whole = onTheWhole(lines, scopes);
                yield whole == null ? List.of(own) : List.of(whole, own);
            }
        };
    }

    /** What goods are discounted by themselves gets a line below them, where there is an item for that. */
    private List<SalesLine> onLinesOfTheirOwn(List<SalesLine> lines) {
        String item = settings.item();
        if (settings.as() != DiscountForm.LINE || item == null) {
            return lines;
        }
        List<SalesLine> all = new ArrayList<>();
        for (SalesLine line : lines) {
            if (line instanceof Priced priced && priced.taken().signum() != 0) {
                all.add(priced.taking(BigDecimal.ZERO));
                all.add(discountLine(priced, item));
            } else {
                all.add(line);
            }
        }
        return all;
    }

    private Priced discountLine(Priced of, String item) {
        BigDecimal one = BigDecimal.valueOf(of.quantity().signum());
        return new Priced(of.raw(), ArticleRole.DISCOUNT, settings.itemKind(), item, null,
                settings.itemKind() == LineKind.COST ? InvoiceLines.NO_UNIT : of.unit(), one,
                of.taken().negate().multiply(one), of.vat(), false, BigDecimal.ZERO, null, false);
    }

    private static Draft asAmounts(List<SalesLine> lines, List<DiscountScope> scopes) {
        Map<Integer, BigDecimal> shares = new HashMap<>();
        for (DiscountScope scope : scopes) {
            List<BigDecimal> parts = scope.shares();
            for (int i = 0; i < parts.size(); i++) {
                shares.put(scope.places().get(i), parts.get(i));
            }
        }
        return new Draft(without(scopes, lines, place -> {
            Priced line = (Priced) lines.get(place);
            return shares.containsKey(place) ? line.taking(line.taken().add(shares.get(place))) : line;
        }), null);
    }

    private static Draft asPercentages(List<SalesLine> lines, List<DiscountScope> scopes) {
        Map<Integer, BigDecimal> common = new HashMap<>();
        scopes.forEach(scope -> scope.places().forEach(place -> common.put(place, scope.percentage())));
        return new Draft(without(scopes, lines, place -> {
            Priced line = (Priced) lines.get(place);
            BigDecimal percentage = common.getOrDefault(place, BigDecimal.ZERO);
            return percentage.signum() == 0 && line.taken().signum() == 0
                    ? line
                    : line.sentAs(both(line, percentage));
        }), null);
    }

    /** A line's own discount and, of what is left, the common one. */
    private static BigDecimal both(Priced line, BigDecimal common) {
        return HUNDRED.subtract(
                line.net().multiply(HUNDRED.subtract(common)).divide(line.gross(), 2, RoundingMode.HALF_UP));
    }

    /** All discounts as one percentage on the lines they are for; null when not all of them can be that. */
    private static @Nullable Draft onTheWhole(List<SalesLine> lines, List<DiscountScope> scopes) {
        long spread = scopes.stream().mapToLong(scope -> scope.discounts().size()).sum();
        if (scopes.isEmpty() || spread != priced(lines).filter(line -> line.role() == ArticleRole.DISCOUNT).count()) {
            return null;
        }
        Set<Integer> places = new HashSet<>();
        scopes.forEach(scope -> places.addAll(scope.places()));
        BigDecimal percentage = DiscountScope.percentage(
                scopes.stream().map(DiscountScope::discount).reduce(BigDecimal.ZERO, BigDecimal::add),
                scopes.stream().map(DiscountScope::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        return new Draft(without(scopes, lines, place -> {
            Priced line = (Priced) lines.get(place);
            return places.contains(place) ? line.inDiscount() : line;
        }), percentage);
    }

    /** Without the discount lines that are spread; the other priced ones changed. */
    private static List<SalesLine> without(List<DiscountScope> scopes, List<SalesLine> lines,
            IntFunction<SalesLine> changed) {
        Set<Integer> gone = new HashSet<>();
        scopes.forEach(scope -> gone.addAll(scope.discounts()));
        List<SalesLine> all = new ArrayList<>();
        for (int place = 0; place < lines.size(); place++) {
            if (!gone.contains(place)) {
                all.add(lines.get(place) instanceof Priced ? changed.apply(place) : lines.get(place));
            }
        }
        return all;
    }

    private static Stream<Priced> priced(List<SalesLine> lines) {
        return lines.stream().filter(Priced.class::isInstance).map(Priced.class::cast);
    }
}

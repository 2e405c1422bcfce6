package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import com.twinafas.mapper.allocation.Allocation;
import com.twinafas.mapper.invoice.SalesLine.Priced;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.pipeline.settings.MappingSettings;
import com.twinafas.pipeline.settings.SalesSettings.LineKind;
import com.twinafas.schemas.update.FieldValue;

/** The lines of a draft as what the mapping reads from. */
final class LineSources {

    /** {@code VaAD}: discounts of the document and of the line. */
    private static final String BOTH_DISCOUNTS = "0";
    /** {@code VaAD}: only the line's own. */
    private static final String OWN_DISCOUNT = "2";

    private final MappingSettings settings;
    private final Allocation allocation;

    LineSources(MappingSettings settings) {
        this.settings = settings;
        this.allocation = new Allocation(settings);
    }

    List<Source> of(Draft draft) {
        return draft.lines().stream().map(line -> switch (line) {
            case SalesLine.Text text -> text(text);
            case Priced priced -> priced(priced, draft);
        }).toList();
    }

    private Source text(SalesLine.Text line) {
        return new Source(line.raw()).fact("kind", "text").fact("text-item-code", settings.textItem())
                .fact("description", line.description()).fact("unit", InvoiceLines.NO_UNIT)
                .fact("quantity", FieldValue.of(BigDecimal.ONE));
    }

    private Source priced(Priced line, Draft draft) {
        BigDecimal percentage = line.percentage();
        boolean byHand = percentage == null && line.taken().signum() != 0;
        Source source = new Source(line.raw()).fact("kind", line.kind() == LineKind.COST ? "cost" : "item")
                .fact("role", line.role().name().toLowerCase(Locale.ROOT)).fact("item-code", line.item())
                .fact("description", line.description()).fact("unit", line.unit())
                .fact("quantity", FieldValue.of(plain(line.quantity())))
                .fact("unit-price", FieldValue.of(plain(line.price())))
                .fact("vat-rate-group", line.vat().rateGroup())
                .fact("discount-percentage", percentage == null ? null : FieldValue.of(plain(percentage)))
                .fact("discount-amount", byHand ? FieldValue.of(plain(line.takenOfOne())) : null)
                .fact("discount-by-hand", byHand ? FieldValue.of(true) : null)
                .fact("discounts-allowed", draft.invoiceDiscount() == null
                        ? null
                        : line.inInvoiceDiscount() ? BOTH_DISCOUNTS : OWN_DISCOUNT);
        return allocation.on(source, line.raw());
    }

    /** Without zeros behind the last digit, never in scientific notation. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

package com.twinafas.mapper.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an invoice could stand in AFAS.
 *
 * @param invoiceDiscount percentage on the whole document; null has none
 */
record Draft(List<SalesLine> lines, @Nullable BigDecimal invoiceDiscount) {

    Draft {
        lines = List.copyOf(lines);
    }

    Stream<SalesLine.Priced> priced() {
        return lines.stream().filter(SalesLine.Priced.class::isInstance).map(SalesLine.Priced.class::cast);
    }

    /** With a line behind the others. */
    Draft with(SalesLine line) {
        List<SalesLine> more = new ArrayList<>(lines);
        more.add(line);
        return new Draft(more, invoiceDiscount);
    }
}

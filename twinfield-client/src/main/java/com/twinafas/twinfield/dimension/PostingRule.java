package com.twinafas.twinfield.dimension;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.value.Coded;
import com.twinafas.twinfield.value.Fields;

/** How amounts of a relation are spread over accounts. */
public record PostingRule(@Nullable String id, @Nullable String status, @Nullable Coded currency,
        @Nullable BigDecimal amount, @Nullable String description, List<Line> lines) {

    /** One account with its part. */
    public record Line(@Nullable Coded office, List<Coded> dimensions, @Nullable BigDecimal ratio,
            @Nullable Coded vatCode, @Nullable String description) {
    }

    static PostingRule of(Fields rule) {
        return new PostingRule(rule.attribute("id"), rule.attribute("status"), rule.coded("currency"),
                rule.amount("amount"), rule.text("description"), rule.each("lines", "line", PostingRule::line));
    }

    private static Line line(Fields line) {
        return new Line(line.coded("office"),
                Stream.of(line.coded("dimension1"), line.coded("dimension2"), line.coded("dimension3"))
                        .filter(Objects::nonNull).toList(),
                line.amount("ratio"), line.coded("vatcode"), line.text("description"));
    }
}

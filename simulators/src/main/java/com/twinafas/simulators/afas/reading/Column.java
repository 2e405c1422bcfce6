package com.twinafas.simulators.afas.reading;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;

/**
 * A column of a GetConnector over rows of type S.
 *
 * @param value what a row holds; null is empty
 */
record Column<S>(String id, Type type, int length, Function<S, @Nullable Object> value) {

    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    /** Types as metainfo names them. */
    enum Type {
        STRING("string"),
        INTEGER("int"),
        NUMBER("decimal"),
        BOOLEAN("boolean"),
        DATE("date");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    static <S> Column<S> text(String id, int length, Function<S, @Nullable Object> value) {
        return new Column<>(id, Type.STRING, length, row -> {
            Object text = value.apply(row);
            return text == null || text.toString().isEmpty() ? null : text.toString();
        });
    }

    static <S> Column<S> integer(String id, Function<S, @Nullable Object> value) {
        return new Column<>(id, Type.INTEGER, 10, row -> whole(value.apply(row)));
    }

    static <S> Column<S> number(String id, Function<S, @Nullable Object> value) {
        return new Column<>(id, Type.NUMBER, 0, value);
    }

    static <S> Column<S> flag(String id, Function<S, @Nullable Object> value) {
        return new Column<>(id, Type.BOOLEAN, 0, value);
    }

    /** A date or time: a {@link LocalDate}, or an {@link Instant} that is shown as Amsterdam wall-clock time. */
    static <S> Column<S> date(String id, Function<S, @Nullable Object> value) {
        return new Column<>(id, Type.DATE, 0, row -> switch (value.apply(row)) {
            case null -> null;
            case Instant instant -> LocalDateTime.ofInstant(instant, AMSTERDAM);
            case LocalDate day -> day.atStartOfDay();
            case Object other -> throw new IllegalStateException(id + " holds " + other.getClass());
        });
    }

    /** A column that this environment has nothing for. */
    static <S> Column<S> empty(String id, Type type) {
        return new Column<>(id, type, 0, row -> null);
    }

    private static @Nullable Object whole(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> BigDecimal.valueOf(number);
            case Object other -> other.toString().isEmpty() ? null : new BigDecimal(other.toString());
        };
    }

    /** As JSON shows it: times to the second, with a {@code Z} that is not true. */
    @Nullable
    Object shown(S row) {
        Object held = value.apply(row);
        return held instanceof LocalDateTime time ? SECONDS.format(time) + "Z" : held;
    }

    /** The value of a filter, as this column compares it. */
    @Nullable
    Object parsed(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (type) {
                case STRING -> text;
                case INTEGER, NUMBER -> new BigDecimal(text);
                case BOOLEAN -> text.equals("1") || text.equalsIgnoreCase("true");
                case DATE -> text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new Refused(Text.NO_TIME_ZONE, text);
        }
    }
}

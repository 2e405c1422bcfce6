package com.twinafas.pipeline.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As W3C's Trace Context says it, chapter 3.2. */
class TraceParentTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void travelsInAHeader() {
        // Given
        Headers headers = new RecordHeaders();
        TraceParent parent = new TraceParent(TRACE, SPAN, true);

        // When
        parent.put(headers);
        parent.put(headers);

        // Then
        assertThat(headers.toArray()).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("traceparent");
            assertThat(header.value()).asString().isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
        });
        assertThat(TraceParent.of(headers)).isEqualTo(parent);
    }

    @Test
    void understandsFlagsAndVersionsThatMayComeLater() {
        assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-00"))
                .isEqualTo(new TraceParent(TRACE, SPAN, false));
        assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-03"))
                .isEqualTo(new TraceParent(TRACE, SPAN, true));
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-01-what-will-be"))
                .isEqualTo(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-" + TRACE + "-" + SPAN, "00-" + TRACE + "-" + SPAN + "-0",
            "00-" + TRACE + "-" + SPAN + "-01-more", "cc-" + TRACE + "-" + SPAN + "-01more",
            "ff-" + TRACE + "-" + SPAN + "-01", "00-00000000000000000000000000000000-" + SPAN + "-01",
            "00-" + TRACE + "-0000000000000000-01", "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
            "00_" + TRACE + "_" + SPAN + "_01", "00-" + TRACE + "-b7ad6b716920333g-01"})
    void takesWhatItCannotUnderstandForNone(String text) {
        // Given
        Headers headers = new RecordHeaders().add("traceparent", text.getBytes(StandardCharsets.UTF_8));

        // When
        TraceParent found = TraceParent.of(headers);

        // Then
        assertThat(found).isNull();
        assertThat(TraceParent.of(new RecordHeaders().add("traceparent", null))).isNull();
        assertThat(TraceParent.of(new RecordHeaders())).isNull();
    }

    @Test
    void traceThatNobodyIsToldOfGoesOnAsItCame() {
        // Given
        TraceParent before = new TraceParent(TRACE, SPAN, true);

        // When
        TraceParent begun = Tracing.OFF.goOn("map", null).context();

        // Then
        assertThat(TraceParent.parse(begun.toString())).isEqualTo(begun);
        assertThat(begun.told()).isFalse();
        assertThat(Tracing.OFF.goOn("map", null).context()).isNotEqualTo(begun);
        assertThat(Tracing.OFF.goOn("map", before).context()).isSameAs(before);
        assertThat(Tracing.OFF.beginAnew("map", before).context().traceId()).isNotEqualTo(TRACE);
        assertThat(Span.current()).isSameAs(Span.none());
    }
}

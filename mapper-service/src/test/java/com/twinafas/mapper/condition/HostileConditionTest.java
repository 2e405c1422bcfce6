package com.twinafas.mapper.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.value.Unsuitable;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/** Whoever may write a mapping must not be able to stop the mapper with it. */
class HostileConditionTest {

    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final long MEMORY_LIMIT = 64L << 20;
    private static final Input TEXT = new Input.Fact(false, "text", ValueType.TEXT);
    private static final ConditionReader READER = new ConditionReader(Map.of("text", TEXT),
            path -> Optional.empty());

    /** What is measured is a condition, not how long Java takes to load and compile CEL. */
    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 200; i++) {
            refusedOrRun("text == 'a' && (text.matches('^(a|b)*$') || text in ['b', 'c']) || text == '" + i + "'",
                    "aab");
            refusedOrRun("text.matches('(a{3}){3}') && (((text == ", "aab");
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isRefusedOrEndsInTime(String condition) {
        // Given: what is read is as hostile as it may be
        String text = "a".repeat(SearchPatterns.TEXT_LIMIT - 1) + "!";
        long memory = allocated();
        long start = worked();

        // When
        refusedOrRun(condition, text);

        // Then
        assertThat(Duration.ofNanos(worked() - start)).isLessThan(LIMIT);
        assertThat(allocated() - memory).isLessThan(MEMORY_LIMIT);
    }

    static Stream<Named<String>> hostile() {
        return Stream.of(Named.of("catastrophic pattern", "text.matches('^(a+)+$')"),
                Named.of("catastrophic alternatives", "text.matches('^(a|aa|aaa|a?)*$')"),
                Named.of("the largest pattern", "text.matches('" + "a?".repeat(60) + "a{60}')"),
                Named.of("many patterns", any("text.matches('(a|b)*c%d')", 30)),
                Named.of("nested repetitions", "text.matches('((((a{99}){99}){99}){99}){99}')"),
                Named.of("repetition that overflows", "text.matches('(a{999999999}){999999999}')"),
                Named.of("pattern of nothing but groups", "text.matches('" + "(".repeat(450) + ")".repeat(450) + "')"),
                Named.of("many searches", any("text.contains('aaaaaaaaaaab%d')", 30)),
                Named.of("the longest search", "text.contains('" + "a".repeat(900) + "b')"),
                Named.of("loops in loops",
                        "[1,2,3].all(a, [1,2,3].all(b, [1,2,3].all(c, [1,2,3].all(d, a + b + c + d > 0))))"),
                Named.of("giant text", "text == '" + "a".repeat(10_000_000) + "'"),
                Named.of("growing text", "text == " + "'aaaaaaaaaa' + ".repeat(60) + "'a'"),
                Named.of("nested brackets", "(".repeat(400) + "true" + ")".repeat(400)),
                Named.of("nested brackets that do not close", "(".repeat(900)),
                Named.of("nested lists", "[".repeat(400) + "]".repeat(400) + " == []"),
                Named.of("many nots", "!".repeat(900) + "true"), Named.of("many minuses", "-".repeat(900) + "1 == 1"),
                Named.of("many questions", "true ? ".repeat(100) + "true" + " : false".repeat(100)),
                Named.of("long chain", "true && ".repeat(120) + "true"),
                Named.of("long selection", "text" + ".a".repeat(450)),
                Named.of("long list", "text in [" + "'a',".repeat(240) + "'b']"),
                Named.of("number out of range", "1" + "0".repeat(900) + " > 1"),
                Named.of("nothing but noise", "\u0000\uD800\uFFFF'\"\\".repeat(100)), Named.of("nothing", ""));
    }

    @Test
    void refusesToSearchALongerText() throws InvalidCondition {
        String text = "a".repeat(SearchPatterns.TEXT_LIMIT + 1);
        for (String search : new String[]{"text.matches('a')", "text.contains('a')"}) {
            Condition condition = READER.read(search);
            assertThatThrownBy(() -> condition.holds(_ -> FieldValue.of(text))).isInstanceOf(Unsuitable.class)
                    .hasMessage("text of at most 10000 characters needed, longer text found");
        }
        assertThat(READER.read("text.startsWith('a')").holds(_ -> FieldValue.of(text))).isTrue();
    }

    @Test
    void takesWhatBookkeepersWrite() throws InvalidCondition {
        for (String pattern : new String[]{"^[A-Z]{2}[0-9]{9}B[0-9]{2}$", "^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,30}$",
                "(?i)\\\\bverzend(kosten)?\\\\b", "^[0-9]{4} ?[A-Z]{2}$"}) {
            READER.read("text.matches('" + pattern + "')");
        }
    }

    private static void refusedOrRun(String condition, String text) {
        try {
            READER.read(condition).holds(_ -> FieldValue.of(text));
        } catch (InvalidCondition refused) {
            assertThat(refused.getMessage()).isNotEmpty().hasSizeLessThan(500);
        }
    }

    private static String any(String condition, int times) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < times; i++) {
            all.append(i == 0 ? "" : " || ").append(condition.formatted(i));
        }
        return all.toString();
    }

    /** Of the processor, so that whatever else the machine does counts for nothing. */
    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}

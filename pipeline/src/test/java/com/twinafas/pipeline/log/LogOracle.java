package com.twinafas.pipeline.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Fails a test when anything logs an ERROR that the test did not announce, or a line with one of the seeded canaries in
 * it: values that stand for personal data and secrets. Every test seeds {@value #CANARY} in what must stay secret; more
 * can be named.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LogOracle LOG = LogOracle.withCanaries("jan@example.com");
 * }</pre>
 */
public final class LogOracle implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Part of every value that must not be logged. */
    public static final String CANARY = "canary";

    private static final String LOGGING_SYSTEM = LoggingSystem.SYSTEM_PROPERTY;
    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();

    private final List<String> canaries = new ArrayList<>(List.of(CANARY));
    private final Queue<String> announced = new ConcurrentLinkedQueue<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Recorder recorder = new Recorder();
    private @Nullable String springsLogging;

    /** For {@code @ExtendWith}. */
    public LogOracle() {
    }

    /** @param more values that must not be logged, besides those with {@value #CANARY} in them */
    public static LogOracle withCanaries(String... more) {
        LogOracle oracle = new LogOracle();
        for (String canary : more) {
            oracle.canaries.add(canary.toLowerCase(Locale.ROOT));
        }
        return oracle;
    }

    /** An ERROR line with this in it is what the running test provokes. */
    public void expectError(String fragment) {
        announced.add(fragment);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        springsLogging = System.getProperty(LOGGING_SYSTEM);
        // Spring Boot's takes every appender away when an application starts.
        System.setProperty(LOGGING_SYSTEM, LoggingSystem.NONE);
        recorder.setContext(CONTEXT);
        recorder.start();
        root().addAppender(recorder);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> errors = findings.stream()
                .filter(finding -> announced.stream().noneMatch(finding::contains) || finding.startsWith("canary"))
                .toList();
        findings.clear();
        announced.clear();
        if (!errors.isEmpty()) {
            throw new AssertionError("The log says what it should not:\n" + String.join("\n", errors));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (springsLogging == null) {
            System.clearProperty(LOGGING_SYSTEM);
        } else {
            System.setProperty(LOGGING_SYSTEM, springsLogging);
        }
        root().detachAppender(recorder);
        recorder.stop();
    }

    private static Logger root() {
        return CONTEXT.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void judge(ILoggingEvent event) {
        String line = line(event);
        String lowerCase = line.toLowerCase(Locale.ROOT);
        if (canaries.stream().anyMatch(lowerCase::contains)) {
            findings.add("canary: " + line);
        } else if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            findings.add("error: " + line);
        }
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> line.append(' ').append(pair));
        }
        event.getMDCPropertyMap().forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null
                ? line.toString()
                : line.append('\n').append(ThrowableProxyUtil.asString(thrown)).toString();
    }

    private final class Recorder extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            judge(event);
        }
    }
}

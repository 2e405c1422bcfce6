package com.twinafas.pipeline.log;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

class LogOracleTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogOracleTest.class);
    private static final ExtensionContext CONTEXT = (ExtensionContext) Proxy.newProxyInstance(
            LogOracleTest.class.getClassLoader(), new Class<?>[]{ExtensionContext.class}, (_, _, _) -> null);

    private final LogOracle oracle = LogOracle.withCanaries("Jan@Example.com");

    @BeforeEach
    void listen() {
        oracle.beforeAll(CONTEXT);
    }

    @AfterEach
    void stopListening() {
        oracle.afterAll(CONTEXT);
    }

    @Test
    void acceptsOrdinaryLines() {
        LOG.warn("A warning");
        assertThatCode(() -> oracle.afterEach(CONTEXT)).doesNotThrowAnyException();
    }

    @Test
    void findsAnErrorThatNobodyAnnounced() {
        LOG.error("It broke");
        assertThatThrownBy(() -> oracle.afterEach(CONTEXT)).hasMessageContaining("It broke");
        assertThatCode(() -> oracle.afterEach(CONTEXT)).doesNotThrowAnyException();
    }

    @Test
    void acceptsAnErrorThatTheTestAnnounced() {
        oracle.expectError("It broke");
        LOG.error("It broke, as it should");
        assertThatCode(() -> oracle.afterEach(CONTEXT)).doesNotThrowAnyException();
    }

    @Test
    void findsACanaryInMessageKeyValueAndException() {
        LOG.info("Mail to {}", "jan@example.COM");
        assertThatThrownBy(() -> oracle.afterEach(CONTEXT)).hasMessageContaining("jan@");
        LOG.atInfo().addKeyValue("token", "token-canary").log("Signing in");
        assertThatThrownBy(() -> oracle.afterEach(CONTEXT)).hasMessageContaining("token-canary");
        LOG.atWarn().setCause(new IllegalStateException(new IllegalArgumentException("secret-CANARY"))).log("Refused");
        assertThatThrownBy(() -> oracle.afterEach(CONTEXT)).hasMessageContaining("secret-CANARY");
    }

    @Test
    void goesOnListeningWhenASpringApplicationStarts() {
        // Given
        SpringApplication application = new SpringApplication(LogOracleTest.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run().close();

        // When
        LOG.error("It broke");

        // Then
        assertThatThrownBy(() -> oracle.afterEach(CONTEXT)).hasMessageContaining("It broke");
    }
}

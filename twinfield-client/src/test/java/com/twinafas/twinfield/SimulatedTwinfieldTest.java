package com.twinafas.twinfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.twinfield.dimension.Dimension;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.signin.RefreshTokenStore;
import com.twinafas.twinfield.xml.CanonicalForm;

class SimulatedTwinfieldTest {

    private static final Company COMPANY = Company.generate(3, CompanySize.SMALL);
    private static final String OFFICE = COMPANY.offices().getFirst().office().code();

    private final List<TwinfieldSimulator> running = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private TwinfieldSimulator start(TwinfieldSimulatorConfig config) {
        TwinfieldSimulator simulator = TwinfieldSimulator.start(config);
        running.add(simulator);
        return simulator;
    }

    private static Twinfield client(TwinfieldSimulator simulator, int credits, RefreshTokenStore tokens) {
        return TwinfieldClients.create(
                new TwinfieldConfig(simulator.loginUrl(), null, simulator.clientId(), simulator.clientSecret(),
                        credits, 4, Duration.ofSeconds(5), 16 << 20),
                tokens, InstantSource.system(), new SimpleMeterRegistry(), attempt -> Duration.ofMillis(1));
    }

    private static Twinfield client(TwinfieldSimulator simulator, int credits) {
        return client(simulator, credits, RefreshTokenStore.inMemory(simulator.refreshToken()));
    }

    /** Many callers that are always behind; they end with the test. */
    private void keepAsking(Twinfield twinfield) {
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    try {
                        twinfield.call(ProcessXml.offices());
                    } catch (RuntimeException e) {
                        return;
                    }
                }
            }));
        }
    }

    private static void untilNobodyGetsAnything(TwinfieldSimulator simulator) {
        int[] last = {-1};
        await().pollInterval(Duration.ofMillis(700)).atMost(Duration.ofSeconds(20)).until(() -> {
            int now = simulator.books().traffic().credits();
            boolean still = now > 0 && now == last[0];
            last[0] = now;
            return still;
        });
    }

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
        running.forEach(TwinfieldSimulator::close);
    }

    @Test
    void usesNearlyAllCreditsAndNeverOneTooMany() {
        TwinfieldSimulator simulator = start(
                TwinfieldSimulatorConfig.of(COMPANY).limits(new Limits(1000, 1000, 100, 10)));

        keepAsking(client(simulator, 100));
        untilNobodyGetsAnything(simulator);

        assertThat(simulator.books().traffic().credits()).isBetween(94, 100);
        assertThat(simulator.books().traffic().tooMany()).isZero();
        assertThat(simulator.books().traffic().highestAtOnce()).isLessThanOrEqualTo(4);
    }

    @Test
    void processThatFollowsOnAKilledOneCausesNoRefusal() {
        // Given one that spent nearly all and was killed
        TwinfieldSimulator simulator = start(
                TwinfieldSimulatorConfig.of(COMPANY).limits(new Limits(1000, 1000, 100, 10)));
        Twinfield killed = client(simulator, 100);
        IntStream.range(0, 97).forEach(i -> killed.call(ProcessXml.offices()));

        // When
        keepAsking(client(simulator, 100));
        untilNobodyGetsAnything(simulator);

        // Then
        assertThat(simulator.books().traffic().credits()).isGreaterThanOrEqualTo(98);
        assertThat(simulator.books().traffic().tooMany()).isZero();
    }

    @Test
    void clientWithoutCertificationIsKeptToItsLimitWhateverIsConfigured() {
        TwinfieldSimulator simulator = start(TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.uncertified()));

        keepAsking(client(simulator, 500));
        untilNobodyGetsAnything(simulator);

        assertThat(simulator.books().traffic().tooMany()).isZero();
    }

    @Test
    void customersReadSinglyAndInBulkAreTheSame() {
        TwinfieldSimulator simulator = start(TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()));
        Twinfield twinfield = client(simulator, 10_000);

        for (Row row : twinfield.call(ProcessXml.dimensions(OFFICE, "DEB"))) {
            assertThat(row).isInstanceOfSatisfying(Row.Usable.class, usable -> {
                Dimension inBulk = Dimension.of(usable.record().element());
                if (!inBulk.isTemplate()) {
                    var single = twinfield.call(ProcessXml.dimension(OFFICE, "DEB", inBulk.code()));
                    assertThat(CanonicalForm.hash(single.element()))
                            .isEqualTo(CanonicalForm.hash(usable.record().element()));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatIsNotThereIsNotFoundInEveryLanguage(Language language) {
        TwinfieldSimulator simulator = start(
                TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()).language(language));
        Twinfield twinfield = client(simulator, 10_000);

        for (var call : List.of(ProcessXml.dimension(OFFICE, "DEB", "999999"), ProcessXml.article(OFFICE, "NOPE"),
                ProcessXml.salesInvoice(OFFICE, "FACTUUR", 99_999), ProcessXml.vatCode(OFFICE, "XX"),
                ProcessXml.transaction(OFFICE, "VRK", "209900001"))) {
            assertThatThrownBy(() -> twinfield.call(call)).as(call.operation())
                    .isInstanceOf(TwinfieldFailure.NotFound.class);
        }
        assertThatThrownBy(() -> twinfield.call(ProcessXml.article("NOWHERE", "1")))
                .isInstanceOf(TwinfieldFailure.class).isNotInstanceOf(TwinfieldFailure.NotFound.class);
    }

    @Test
    void keepsEveryNewRefreshToken() {
        TwinfieldSimulator simulator = start(
                TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()).rotatingTokens());
        RefreshTokenStore tokens = RefreshTokenStore.inMemory(simulator.refreshToken());
        Twinfield twinfield = client(simulator, 10_000, tokens);

        for (int i = 0; i < 3; i++) {
            twinfield.call(ProcessXml.offices());
            simulator.endAccessTokens();
        }

        twinfield.call(ProcessXml.offices());
        assertThat(client(simulator, 100, RefreshTokenStore.inMemory(tokens.current())).call(ProcessXml.offices()))
                .isNotEmpty();
    }

    @Test
    void brokenAnswersOfEveryKindPass() {
        FaultPlan faults = new FaultPlan(1, InstantSource.system());
        TwinfieldSimulator simulator = start(
                TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()).faults(faults));
        Twinfield twinfield = client(simulator, 10_000);
        twinfield.call(ProcessXml.offices());

        for (Fault fault : List.of(new Fault.ResetBeforeBody(), new Fault.AnswerLost(), new Fault.Truncated(true),
                new Fault.Truncated(false), new Fault.EmptyBody(), new Fault.Throttled(Duration.ZERO),
                new Fault.Maintenance(null), new Fault.ExpiredToken(), new Fault.ProxyPage(524),
                new Fault.ProxyPage(200))) {
            faults.add(FaultRule.of(fault.toString(), fault).path("processxml").times(1));
            assertThat(twinfield.call(ProcessXml.offices())).as(fault.toString()).isNotEmpty();
            assertThat(faults.fired(fault.toString())).as(fault.toString()).isEqualTo(1);
            faults.clear();
        }
    }
}

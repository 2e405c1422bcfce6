package com.twinafas.poller.scan;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.OfficeBooks;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.twinfield.signin.RefreshTokenStore;

/** A simulated Twinfield, a client of it that does not wait, and an archive in memory. */
final class Rig implements AutoCloseable {

    /** Bytes of one answer. */
    static final int ANSWER_LIMIT = 16 << 20;

    private final Company company;
    private final SetClock clock = new SetClock();
    private final FaultPlan faults = new FaultPlan(7, clock);
    private final TwinfieldSimulator simulator;
    private final Twinfield twinfield;
    private final MemoryArchive archive = new MemoryArchive(clock);

    Rig(Company company) {
        this(company, Integer.MAX_VALUE, ANSWER_LIMIT);
    }

    /**
     * Lists that come in parts.
     *
     * @param finderRows  of one page
     * @param answerLimit bytes of one answer
     */
    Rig(Company company, int finderRows, int answerLimit) {
        this.company = company;
        this.simulator = TwinfieldSimulator.start(TwinfieldSimulatorConfig.of(company).clock(clock)
                .limits(Limits.none()).finderRows(finderRows).faults(faults));
        this.twinfield = client(simulator, answerLimit);
    }

    /** A clock that stands until a test moves it. */
    static final class SetClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-20T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        /** Never back. */
        void moveTo(Instant moment) {
            now = moment.isAfter(now) ? moment : now;
        }
    }

    /** The first one. */
    String office() {
        return company.offices().getFirst().office().code();
    }

    SetClock clock() {
        return clock;
    }

    FaultPlan faults() {
        return faults;
    }

    TwinfieldSimulator simulator() {
        return simulator;
    }

    Twinfield twinfield() {
        return twinfield;
    }

    MemoryArchive archive() {
        return archive;
    }

    Twinfield client(TwinfieldSimulator server) {
        return client(server, ANSWER_LIMIT);
    }

    /** @param answerLimit bytes */
    Twinfield client(TwinfieldSimulator server, int answerLimit) {
        return TwinfieldClients.create(
                new TwinfieldConfig(server.loginUrl(), null, server.clientId(), server.clientSecret(), 1_000_000, 4,
                        Duration.ofSeconds(10), answerLimit),
                RefreshTokenStore.inMemory(server.refreshToken()), clock, new SimpleMeterRegistry(),
                attempt -> Duration.ofMillis(1));
    }

    /** Everything of an office; the transactions are those of the invoices. */
    OfficePlan plan(String office) {
        OfficeBooks books = company.offices().stream().filter(one -> one.office().code().equals(office)).findFirst()
                .orElseThrow();
        Set<String> daybooks = books.office().invoiceTypes().stream().map(type -> type.daybook())
                .collect(Collectors.toSet());
        return new OfficePlan(office, true, true, Set.of(), daybooks, daybooks, Duration.ofMinutes(5),
                Duration.ofHours(24), 1000);
    }

    @Override
    public void close() {
        simulator.close();
    }
}

package com.twinafas.simulators.afas;

import java.net.URI;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.SimulatedServer;

/** A running AFAS Profit environment, with an app connector for both ways to sign in. */
public final class AfasSimulator implements AutoCloseable {

    private final String host;
    private final AfasBooks books;
    private final CallLog calls;
    private final AfasSystem system;
    private final FaultPlan faults;
    private final SimulatedServer server;

    private AfasSimulator(AfasSimulatorConfig config) {
        this.host = config.host();
        this.books = new AfasBooks(config.setup(), config.folder(), config.clock());
        this.calls = new CallLog(config.clock());
        this.system = new AfasSystem(config, books, calls, shared(new SplittableRandom(config.seed())));
        this.faults = config.faults();
        this.server = SimulatedServer.start(config.host(), config.port(), system, faults, config::latency);
    }

    /** Starts to serve; with a folder, on the books that are there. */
    public static AfasSimulator start(AfasSimulatorConfig config) {
        return new AfasSimulator(config);
    }

    private static RandomGenerator shared(SplittableRandom random) {
        return () -> {
            synchronized (random) {
                return random.nextLong();
            }
        };
    }

    /** What a client is given: up to and including {@code /ProfitRestServices}. */
    public URI baseUrl() {
        return URI.create("http://" + host + ":" + server.port() + "/ProfitRestServices");
    }

    /** Where a process can be asked from outside what is in its books, as JSON. */
    public URI booksUrl() {
        return URI.create("http://" + host + ":" + server.port() + "/simulator/books");
    }

    public String clientId() {
        return SignIn.CLIENT_ID;
    }

    public String clientSecret() {
        return SignIn.CLIENT_SECRET;
    }

    /** The classic token as AFAS shows it: XML, not yet in base64. */
    public String classicToken() {
        return SignIn.CLASSIC_TOKEN;
    }

    public AfasBooks books() {
        return books;
    }

    public CallLog calls() {
        return calls;
    }

    public FaultPlan faults() {
        return faults;
    }

    /** Whether the caller's address is outside the app connector's list: everything is answered with 403. */
    public void denyAddress(boolean denied) {
        system.denyAddress(denied);
    }

    /** Ends all access tokens; calls with one of them are answered with 401 and nothing else. */
    public void endTokensWithoutAWord() {
        system.endTokensWithoutAWord();
    }

    @Override
    public void close() {
        server.close();
        books.close();
    }
}

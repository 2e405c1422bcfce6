package com.twinafas.simulators.twinfield;

import java.net.URI;
import java.util.Optional;

import com.twinafas.simulators.fault.SimulatedServer;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.signin.IdentityServer;
import com.twinafas.simulators.twinfield.signin.Tokens;
import com.twinafas.simulators.twinfield.soap.Cluster;
import com.twinafas.simulators.twinfield.wording.AnswerStyle;

/** A running Twinfield: an identity server and a cluster, each at an address of its own. */
public final class TwinfieldSimulator implements AutoCloseable {

    private static final String CLIENT_ID = "twinafas-simulated-client";
    private static final String CLIENT_SECRET = "simulated-secret";

    private final String host;
    private final TwinfieldBooks books;
    private final Tokens tokens;
    private final SimulatedServer login;
    private final SimulatedServer cluster;

    private TwinfieldSimulator(TwinfieldSimulatorConfig config) {
        this.host = config.host();
        this.books = config.folder() == null
                ? TwinfieldBooks.inMemory(config.company(), config.clock())
                : TwinfieldBooks.open(config.folder(), config::company, config.clock());
        this.tokens = new Tokens(books, config.tokenLife(), config.rotating());
        Cluster services = new Cluster(books, tokens, config.language(), config.finderRows(), config.hiddenInBulk(),
                config.limits(),
                number -> config.varied() ? AnswerStyle.drawn(config.seed(), number) : AnswerStyle.plain(),
                config.clock());
        this.cluster = SimulatedServer.start(config.host(), config.clusterPort(), services, config.faults(),
                config::latency);
        this.login = SimulatedServer.start(config.host(), config.loginPort(),
                new IdentityServer(books, tokens, CLIENT_ID, CLIENT_SECRET,
                        () -> config.clusterNamed() ? Optional.of(clusterUrl().toString()) : Optional.empty(),
                        services.elsewhere()),
                config.faults(), config::latency);
    }

    public static TwinfieldSimulator start(TwinfieldSimulatorConfig config) {
        return new TwinfieldSimulator(config);
    }

    /** Address of the identity server, without a path. */
    public URI loginUrl() {
        return URI.create("http://" + host + ":" + login.port());
    }

    /** Address of the web services, without a path. */
    public URI clusterUrl() {
        return URI.create("http://" + host + ":" + cluster.port());
    }

    public String clientId() {
        return CLIENT_ID;
    }

    public String clientSecret() {
        return CLIENT_SECRET;
    }

    /** The refresh token that works now. */
    public String refreshToken() {
        return tokens.refreshToken();
    }

    /** Ends all access tokens, so that the next call meets fault 354. */
    public void endAccessTokens() {
        tokens.endAll();
    }

    /** What it holds, and what was asked of it. */
    public TwinfieldBooks books() {
        return books;
    }

    @Override
    public void close() {
        login.close();
        cluster.close();
        books.close();
    }
}

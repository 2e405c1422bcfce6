package com.twinafas.afas.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

import com.twinafas.afas.Afas;
import com.twinafas.afas.http.CallLimit;
import com.twinafas.afas.http.ConnectorTurns;
import com.twinafas.afas.http.Transport;
import com.twinafas.afas.signin.ClassicSignIn;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.afas.signin.OAuthSignIn;
import com.twinafas.afas.signin.SignIn;

/** An open connection to one AFAS environment. Opening sends nothing; the first call signs in. */
public final class AfasConnection implements AutoCloseable {

    private static final String ONLY = "any";

    private final Transport transport;
    private final Afas afas;
    private final MeterRegistry meters;
    private final List<Gauge> gauges;

    private AfasConnection(AfasConfig config, AfasCaller caller, InstantSource clock, MeterRegistry meters,
            ConnectorTurns turns) {
        this.meters = meters;
        transport = new Transport(config.base(), config.callsAtOnce(), config.timeout(), config.language(),
                config.integrationId());
        SignIn signIn = switch (config.credentials()) {
            case Credentials.OAuth client -> new OAuthSignIn(client, transport, clock);
            case Credentials.ClassicToken token -> new ClassicSignIn(token);
        };
        CallLimit limit = new CallLimit(config.callsAtOnce(), config.timeout(), turns, caller.precedence());
        Afas plain = new HttpAfas(transport, signIn, limit);
        afas = new RetryingAfas(new MeteredAfas(plain, meters, caller.watch()), config.readAttempts(),
                config.readBackOff());
        gauges = List.of(
                Gauge.builder("twinafas.afas.calls.active", limit, CallLimit::active)
                        .description("Calls to AFAS at this moment").tag("role", caller.role()).register(meters),
                Gauge.builder("twinafas.afas.calls.allowed", limit, CallLimit::allowed)
                        .description("Calls to AFAS at once, at most").tag("role", caller.role()).register(meters));
    }

    /**
     * The only connection of this process.
     *
     * @throws IllegalArgumentException when a classic token is none
     */
    public static AfasConnection open(AfasConfig config, InstantSource clock, MeterRegistry meters) {
        return open(config, AfasCaller.of(ONLY, ConnectorTurns.Precedence.FIRST), clock, meters, new ConnectorTurns());
    }

    /**
     * One of several connections of this process, each with its own number of calls at once.
     *
     * @param turns shared by all of them
     * @throws IllegalArgumentException when a classic token is none
     */
    public static AfasConnection open(AfasConfig config, AfasCaller caller, InstantSource clock, MeterRegistry meters,
            ConnectorTurns turns) {
        return new AfasConnection(config, caller, clock, meters, turns);
    }

    public Afas afas() {
        return afas;
    }

    @Override
    public void close() {
        gauges.forEach(meters::remove);
        transport.close();
    }
}

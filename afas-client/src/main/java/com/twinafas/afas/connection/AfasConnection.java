package com.twinafas.afas.connection;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

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

    private final Transport transport;
    private final Afas afas;

    private AfasConnection(AfasConfig config, InstantSource clock, MeterRegistry meters, ConnectorTurns turns,
            ConnectorTurns.Precedence precedence) {
        transport = new Transport(config.base(), config.callsAtOnce(), config.timeout(), config.language(),
                config.integrationId());
        SignIn signIn = switch (config.credentials()) {
            case Credentials.OAuth client -> new OAuthSignIn(client, transport, clock);
            case Credentials.ClassicToken token -> new ClassicSignIn(token);
        };
        Afas plain = new HttpAfas(transport, signIn,
                new CallLimit(config.callsAtOnce(), config.timeout(), turns, precedence));
        afas = new RetryingAfas(new MeteredAfas(plain, meters), config.readAttempts(), config.readBackOff());
    }

    /**
     * The only connection of this process.
     *
     * @throws IllegalArgumentException when a classic token is none
     */
    public static AfasConnection open(AfasConfig config, InstantSource clock, MeterRegistry meters) {
        return open(config, clock, meters, new ConnectorTurns(), ConnectorTurns.Precedence.FIRST);
    }

    /**
     * One of several connections of this process, each with its own number of calls at once.
     *
     * @param turns shared by all of them
     * @throws IllegalArgumentException when a classic token is none
     */
    public static AfasConnection open(AfasConfig config, InstantSource clock, MeterRegistry meters,
            ConnectorTurns turns, ConnectorTurns.Precedence precedence) {
        return new AfasConnection(config, clock, meters, turns, precedence);
    }

    public Afas afas() {
        return afas;
    }

    @Override
    public void close() {
        transport.close();
    }
}

package com.twinafas.reader;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import com.twinafas.afas.connection.AfasCaller;
import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.http.ConnectorTurns;
import com.twinafas.afas.http.ConnectorTurns.Precedence;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.AfasSettings;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;

/** The role reader, with its own calls at once at AFAS; at a GetConnector it lets the writer of its process go first. */
@Configuration(proxyBeanMethods = false)
@Import(ConnectorTurns.class)
public class AfasPollerConfiguration {

    private static final int READ_ATTEMPTS = 3;
    private static final Duration READ_BACK_OFF = Duration.ofSeconds(1);

    /** Works for the tenant while the context runs. */
    @Bean
    AfasPoller afasPoller(CurrentSettings settings, TenantKafka kafka, ConnectorTurns turns, KeyRing keys,
            InstantSource clock, MeterRegistry meters) {
        return new AfasPoller(settings, kafka, current -> connection(current, turns, clock, meters), keys, clock,
                meters);
    }

    private static AfasConnection connection(Settings settings, ConnectorTurns turns, InstantSource clock,
            MeterRegistry meters) {
        AfasSettings afas = settings.afas();
        return AfasConnection.open(
                new AfasConfig(afas.baseUrl(), Credentials.of(afas.clientId(), afas.clientSecret(), afas.token()),
                        afas.integrationId(), afas.language(), settings.reading().callsAtOnce(), afas.timeout(),
                        READ_ATTEMPTS, READ_BACK_OFF),
                AfasCaller.of("reader", Precedence.YIELDING), clock, meters, turns);
    }
}

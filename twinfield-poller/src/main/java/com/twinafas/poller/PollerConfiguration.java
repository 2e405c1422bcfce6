package com.twinafas.poller;

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
import com.twinafas.pipeline.tracing.Tracing;

/**
 * The role poller. For reconciliations it reads AFAS too, one call at once; at a GetConnector it lets the writer of its
 * process go first.
 */
@Configuration(proxyBeanMethods = false)
@Import(ConnectorTurns.class)
public class PollerConfiguration {

    private static final int READ_ATTEMPTS = 3;
    private static final Duration READ_BACK_OFF = Duration.ofSeconds(1);

    @Bean
    PollerService pollerService(CurrentSettings settings, TenantKafka kafka, KeyRing keys,
            ConnectorTurns turns, InstantSource clock, MeterRegistry metrics, Tracing tracing) {
        return new PollerService(settings, kafka, keys, clock, metrics, tracing,
                current -> connection(current, turns, clock, metrics));
    }

    private static AfasConnection connection(Settings settings, ConnectorTurns turns, InstantSource clock,
            MeterRegistry metrics) {
        AfasSettings afas = settings.afas();
        return AfasConnection.open(
                new AfasConfig(afas.baseUrl(), Credentials.of(afas.clientId(), afas.clientSecret(), afas.token()),
                        afas.integrationId(), afas.language(), 1, afas.timeout(), READ_ATTEMPTS, READ_BACK_OFF),
                AfasCaller.of("poller", Precedence.YIELDING), clock, metrics, turns);
    }
}

package com.twinafas.writer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import com.twinafas.afas.connection.AfasCaller;
import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.http.ConnectorTurns;
import com.twinafas.afas.http.ConnectorTurns.Precedence;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.preview.DeliveryPreview;
import com.twinafas.pipeline.settings.AfasSettings;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.tracing.Span;
import com.twinafas.pipeline.tracing.Tracing;
import com.twinafas.writer.ownership.KafkaDeliveryPreview;
import com.twinafas.writer.ownership.Writer;

/** The role writer, with its own calls at once at AFAS; at a GetConnector it goes before others of its process. */
@Configuration(proxyBeanMethods = false)
@Import(ConnectorTurns.class)
public class WriterConfiguration {

    private static final int READ_ATTEMPTS = 3;
    private static final Duration READ_BACK_OFF = Duration.ofSeconds(1);

    @Bean(destroyMethod = "close")
    AfasConnection writerAfasConnection(Settings settings, ConnectorTurns turns, InstantSource clock,
            MeterRegistry meters) {
        return AfasConnection.open(config(settings.afas()),
                new AfasCaller("writer", Precedence.FIRST, WriterConfiguration::told), clock, meters, turns);
    }

    /** A call is a part of what is done with the record it is made for. */
    private static Consumer<String> told(String name) {
        Span call = Span.current().call(name);
        return outcome -> {
            call.with("outcome", outcome);
            if (!outcome.equals(AfasCaller.OK)) {
                call.failed(outcome);
            }
            call.close();
        };
    }

    /** How the settings say to reach AFAS. */
    public static AfasConfig config(AfasSettings afas) {
        return new AfasConfig(afas.baseUrl(), Credentials.of(afas.clientId(), afas.clientSecret(), afas.token()),
                afas.integrationId(), afas.language(), afas.callsAtOnce(), afas.timeout(), READ_ATTEMPTS,
                READ_BACK_OFF);
    }

    /** Rehearses on the writer's own connection, so that both together keep to what AFAS allows. */
    @Bean
    DeliveryPreview deliveryPreview(CurrentSettings settings, TenantKafka kafka, AfasConnection writerAfasConnection,
            PayloadCipher cipher, InstantSource clock) {
        return new KafkaDeliveryPreview(kafka, writerAfasConnection.afas(), settings, cipher, clock);
    }

    /** Works for the tenant while the context runs. */
    @Bean
    Writer writer(CurrentSettings settings, TenantKafka kafka, AfasConnection writerAfasConnection,
            PayloadCipher cipher,
            InstantSource clock, MeterRegistry meters, Tracing tracing) {
        return new Writer(kafka, settings, writerAfasConnection.afas(), cipher, clock, meters, tracing);
    }
}

package com.twinafas.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.pipeline.deadletter.DeadLetters;
import com.twinafas.pipeline.encryption.MasterKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.topic.SettingsEditing;
import com.twinafas.pipeline.settings.topic.SettingsTopic;
import com.twinafas.pipeline.settings.topic.Validity;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;

@EmbeddedKafka(partitions = 1)
class NotifierApplicationIT {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void mailsWhatTheSettingsSayToWhomTheySay(EmbeddedKafkaBroker broker) throws Exception {
        // Given
        Map<String, String> settings = Map.ofEntries(Map.entry("twinafas.tenant", "mailed"),
                Map.entry("twinafas.twinfield.client-id", "id"), Map.entry("twinafas.twinfield.client-secret", "s"),
                Map.entry("twinafas.twinfield.refresh-token", "token"),
                Map.entry("twinafas.afas.base-url", "http://127.0.0.1:1"), Map.entry("twinafas.afas.token", "token"),
                Map.entry("twinafas.offices[0].code", "NL01"), Map.entry("twinafas.offices[0].administration", "1"),
                Map.entry("twinafas.notifier.mail.host", "127.0.0.1"),
                Map.entry("twinafas.notifier.mail.port", String.valueOf(server.getSmtp().getPort())),
                Map.entry("twinafas.notifier.mail.from", "twinafas@example.org"),
                Map.entry("twinafas.notifier.mail.to", "books@example.org"), Map.entry("server.port", "0"),
                Map.entry("twinafas.encryption.master-key", MasterKeys.generate()),
                Map.entry("spring.kafka.bootstrap-servers", broker.getBrokersAsString()),
                Map.entry("spring.kafka.properties.schema.registry.url", "mock://mailed"));
        String[] arguments = settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue()).toArray(String[]::new);

        try (ConfigurableApplicationContext context = SpringApplication.run(NotifierApplication.class, arguments)) {
            TenantKafka kafka = context.getBean(TenantKafka.class);
            DeadLetters letters = new DeadLetters(kafka, InstantSource.system(), Stage.WRITE);

            // When
            try (Producer<String, byte[]> producer = kafka.producer()) {
                var _ = producer.send(letters.state(RecordKey.parse("NL01/sales-invoice/FACTUUR/13"), null, 1L,
                        Cause.of(FailureCode.ITEM_MISSING, "item", "D012"), null));
            }

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> server.getReceivedMessages().length == 1);
            assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo(
                    "[TwinAfas mailed] Artikel D012 bestaat niet in AFAS / Article D012 does not exist in AFAS");

            // When
            Configured configured = context.getBean(Configured.class);
            assertThat(new SettingsEditing(context.getBean(SettingsTopic.class), configured,
                    context.getBean(Validity.class))
                    .replace(configured.document().replace("books@", "others@"), 1, null))
                    .isInstanceOf(SettingsEditing.Outcome.Accepted.class);
            CurrentSettings current = context.getBean(CurrentSettings.class);
            await().until(() -> current.get().version() == 2);
            try (Producer<String, byte[]> producer = kafka.producer()) {
                var _ = producer.send(letters.state(RecordKey.parse("NL01/sales-invoice/FACTUUR/14"), null, 1L,
                        Cause.of(FailureCode.ITEM_MISSING, "item", "D013"), null));
            }

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> server.getReceivedMessages().length == 2);
            assertThat(server.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("books@example.org");
            assertThat(server.getReceivedMessages()[1].getAllRecipients()[0]).hasToString("others@example.org");
        }
    }
}

package com.twinafas.pipeline.settings.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.log.LogOracle;
import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.InvalidSettings.Mistake;
import com.twinafas.pipeline.settings.SettingsCheck;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.pipeline.settings.topic.SettingsEditing.Outcome;
import com.twinafas.pipeline.settings.topic.StoredSettings.Author;
import com.twinafas.schemas.serde.KafkaAvroDeserializer;
import com.twinafas.schemas.serde.KafkaAvroSerializer;

@EmbeddedKafka(partitions = 1, brokerProperties = {"transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1"})
class SettingsTopicIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final LogOracle LOG = new LogOracle();

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Running> processes = new ArrayList<>();
    private TenantKafka kafka = kafka("127.0.0.1:1");

    @BeforeEach
    void connect(EmbeddedKafkaBroker broker) {
        kafka = kafka(broker.getBrokersAsString());
        kafka.createTopics((short) 1);
    }

    @AfterEach
    void stop() {
        processes.forEach(process -> process.follower.stop());
        kafka.close();
    }

    /** What one process has of the settings. */
    private final class Running {

        private final SettingsTopic topic = new SettingsTopic(kafka, TestKeys.of(kafka), InstantSource.system(),
                new SplittableRandom());
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final Configured configured;
        private final CurrentSettings current;
        private final SettingsFollower follower;
        private final SettingsEditing editing;

        Running(Map<String, Object> said, SettingsCheck... checks) {
            configured = configured(said);
            current = new CurrentSettings(configured.settings());
            Validity validity = new Validity(configured, List.of(checks));
            follower = new SettingsFollower(kafka, topic, configured, validity, current, InstantSource.system(),
                    meters);
            editing = new SettingsEditing(topic, configured, validity);
            processes.add(this);
        }

        Running started() {
            follower.start();
            await().atMost(PATIENCE).until(current::isKnown);
            return this;
        }

        void awaitVersion(long version) {
            await().atMost(PATIENCE).until(() -> current.get().version() == version);
        }

        double gauge(String name) {
            return meters.get(name).gauge().value();
        }
    }

    @Test
    void importsTheFileOnceHoweverManyProcessesStart() {
        // Given
        for (int i = 0; i < 4; i++) {
            new Running(Map.of());
        }

        // When
        processes.forEach(process -> Thread.ofPlatform().start(process.follower::start));

        // Then
        processes.forEach(process -> await().atMost(PATIENCE).until(process.current::isKnown));
        assertThat(processes.getFirst().topic.versions()).singleElement().satisfies(stored -> {
            assertThat(stored.version()).isEqualTo(1);
            assertThat(stored.by()).isEqualTo(Author.FILE);
            assertThat(stored.document()).contains("code: NL01").doesNotContain("canary");
        });
        assertThat(processes).allSatisfy(process -> assertThat(process.current.get().version()).isEqualTo(1));
    }

    @Test
    void editIsInForceEverywhereAndOutlivesARestartWithTheSameFile() {
        // Given
        Running one = new Running(Map.of()).started();
        Running other = new Running(Map.of()).started();
        String edited = one.configured.document() + "  writer: {in-doubt: 3m}\n";

        // When
        Outcome outcome = one.editing.replace(edited, 1, "shorter");

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        one.awaitVersion(2);
        other.awaitVersion(2);
        assertThat(other.current.get().writer().inDoubt()).isEqualTo(Duration.ofMinutes(3));
        assertThat(other.gauge("twinafas.settings.version")).isEqualTo(2);
        assertThat(new Running(Map.of()).started().current.get().version()).isEqualTo(2);
        assertThat(one.topic.latest()).get().satisfies(stored -> {
            assertThat(stored.by()).isEqualTo(Author.API);
            assertThat(stored.comment()).isEqualTo("shorter");
            assertThat(stored.document()).isEqualTo(edited);
        });
    }

    @Test
    void fileIsImportedAgainWhenItsContentChanged() {
        // Given
        Running first = new Running(Map.of()).started();
        first.editing.replace(first.configured.document() + "  writer: {in-doubt: 3m}\n", 1, null);

        // When
        Running second = new Running(Map.of("twinafas.writer.in-doubt", "4m")).started();

        // Then
        assertThat(second.current.get().version()).isEqualTo(3);
        first.awaitVersion(3);
        assertThat(first.current.get().writer().inDoubt()).isEqualTo(Duration.ofMinutes(4));
        assertThat(new Running(Map.of("twinafas.writer.in-doubt", "4m")).started().current.get().version())
                .isEqualTo(3);
    }

    @Test
    void versionOfAFileIsTheLeastThatItsDocumentGets() {
        assertThat(new Running(Map.of("twinafas.version", "7")).started().current.get().version()).isEqualTo(7);
        assertThat(new Running(Map.of("twinafas.version", "3", "twinafas.mapping.unit", "Uur")).started().current.get()
                .version()).isEqualTo(8);
    }

    @Test
    void refusesEditsWhereTheFileIsTheAuthorityAndTakesEarlierOnesBack() {
        // Given
        Running free = new Running(Map.of()).started();
        free.editing.replace(free.configured.document() + "  writer: {in-doubt: 3m}\n", 1, null);

        // When
        Running strict = new Running(Map.of("twinafas.settings.authority", "file")).started();

        // Then
        assertThat(strict.current.get().version()).isEqualTo(3);
        assertThat(strict.current.get().writer().inDoubt()).isEqualTo(Duration.ofMinutes(15));
        assertThat(strict.editing.replace(strict.configured.document(), 3, null))
                .isInstanceOf(Outcome.FileDecides.class);
        assertThat(new Running(Map.of("twinafas.settings.authority", "file")).started().current.get().version())
                .isEqualTo(3);
    }

    @Test
    void refusesAnEditOfAnOlderVersionAndOneThatIsNotValid() {
        // Given
        Running process = new Running(Map.of(), settings -> settings.mapping().unit().equals("wrong")
                ? List.of(new Mistake("twinafas.mapping.unit", "is unknown"))
                : List.of()).started();
        String edited = process.configured.document() + "  writer: {in-doubt: 3m}\n";
        process.editing.replace(edited, 1, null);

        // When, Then
        assertThat(process.editing.replace(process.configured.document(), 1, null))
                .isEqualTo(new Outcome.Moved(2));
        assertThat(process.editing.replace(edited, 1, null)).as("sent again after its answer was lost")
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(process.editing.replace("twinafas: {writer: {intake: 0}}", 2, null)).isEqualTo(
                new Outcome.Refused(List.of(new Mistake("twinafas.offices", "is missing"),
                        new Mistake("twinafas.writer.intake", "must be at least 1"))));
        assertThat(process.editing.replace(process.configured.document() + "  mapping: {unit: wrong}\n", 2, null))
                .isEqualTo(new Outcome.Refused(List.of(new Mistake("twinafas.mapping.unit", "is unknown"))));
        assertThat(process.topic.versions()).hasSize(2);
    }

    @Test
    void oneOfSeveralEditsOfTheSameVersionWins() throws Exception {
        // Given
        Running one = new Running(Map.of()).started();
        Running other = new Running(Map.of()).started();
        List<Outcome> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();

        // When
        for (Running process : List.of(one, other)) {
            threads.add(Thread.ofPlatform().start(() -> outcomes.add(process.editing.replace(
                    process.configured.document() + "  writer: {intake: " + (10 + processes.indexOf(process)) + "}\n",
                    1, null))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertThat(outcomes).hasSize(2).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes).contains(new Outcome.Moved(2));
    }

    @Test
    void versionThatIsNotValidNeverTakesThePlaceOfOneThatIs() {
        // Given
        LOG.expectError("Settings version 2 is not valid and does not come into force");
        Running process = new Running(Map.of()).started();

        // When
        process.topic.change(latest -> Optional.of(new SettingsTopic.Draft("twinafas: {writr: {}}\n",
                process.configured.documentHash(), Author.API, null, 1)));

        // Then
        await().atMost(PATIENCE).until(() -> process.gauge("twinafas.settings.invalid") == 1);
        assertThat(process.current.get().version()).isEqualTo(1);

        // When
        Running restarted = new Running(Map.of()).started();

        // Then
        assertThat(restarted.current.get().version()).isEqualTo(1);
        assertThat(restarted.gauge("twinafas.settings.invalid")).isEqualTo(1);
        assertThat(restarted.editing.replace(process.configured.document() + "  writer: {intake: 5}\n", 2, null))
                .isInstanceOf(Outcome.Accepted.class);
        process.awaitVersion(3);
        assertThat(process.gauge("twinafas.settings.invalid")).isZero();
    }

    private Configured configured(Map<String, Object> said) {
        Map<String, Object> all = new HashMap<>(Map.of("twinafas.tenant", tenant, "twinafas.twinfield.client-id", "id",
                "twinafas.twinfield.client-secret", "secret-canary", "twinafas.twinfield.refresh-token",
                "refresh-canary", "twinafas.afas.base-url", "http://127.0.0.1:1", "twinafas.afas.token",
                "token-canary", "twinafas.offices[0].code", "NL01", "twinafas.offices[0].administration", "1"));
        all.putAll(said);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        return SettingsLoader.read(environment);
    }

    private TenantKafka kafka(String servers) {
        return new TenantKafka(tenant,
                Map.of("bootstrap.servers", servers, "schema.registry.url", "mock://settings", "specific.avro.reader",
                        true),
                new KafkaAvroSerializer(), new KafkaAvroDeserializer());
    }
}

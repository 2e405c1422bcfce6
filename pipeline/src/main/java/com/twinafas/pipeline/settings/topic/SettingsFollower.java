package com.twinafas.pipeline.settings.topic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.DocumentSettings.Authority;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.work.BackOff;
import com.twinafas.pipeline.work.Worker;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.topic.Topic;

/**
 * Imports the configuration file when its content changed, then puts every version of the topic into force as it comes.
 * A version that is not valid never takes the place of one that is.
 */
public final class SettingsFollower extends Worker implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final BackOff PAUSE = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Duration STOP = Duration.ofSeconds(5);

    private final TenantKafka kafka;
    private final SettingsTopic topic;
    private final Configured configured;
    private final Validity validity;
    private final CurrentSettings current;
    private boolean imported;
    private volatile @Nullable StoredSettings inForce;
    private volatile long latest;

    public SettingsFollower(TenantKafka kafka, SettingsTopic topic, Configured configured, Validity validity,
            CurrentSettings current, InstantSource clock, MeterRegistry meters) {
        super("settings", kafka.tenant(), PAUSE, STOP, clock);
        this.kafka = kafka;
        this.topic = topic;
        this.configured = configured;
        this.validity = validity;
        this.current = current;
        Gauge.builder("twinafas.settings.version", this, SettingsFollower::version)
                .description("Version of the settings in force").register(meters);
        Gauge.builder("twinafas.settings.invalid", this, follower -> follower.latest > follower.version() ? 1 : 0)
                .description("1 while the latest version of the settings is not valid and an older one stays in force")
                .register(meters);
    }

    /** The version in force; empty until one is. */
    public Optional<StoredSettings> inForce() {
        return Optional.ofNullable(inForce);
    }

    /** Why the latest version is not in force; empty when it is. */
    public Optional<String> notInForce() {
        long known = latest;
        return known > version()
                ? Optional.of("Version " + known + " of the settings is not valid, " + version() + " is in force")
                : Optional.empty();
    }

    /** Before the roles, so that they seldom wait. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 2000;
    }

    @Override
    public Health health() {
        StoredSettings stored = inForce;
        return stored == null ? Health.down().build() : Health.up().withDetail("version", stored.version()).build();
    }

    @Override
    protected Consumer<String, byte[]> consumer() {
        return kafka.consumer(null, Map.of());
    }

    @Override
    protected void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
        importFile();
        TopicPartition partition = kafka.partition(Topic.SETTINGS);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        List<StoredSettings> found = new ArrayList<>();
        while (!stopped.getAsBoolean() && consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(record -> topic.stored(record).ifPresent(found::add));
        }
        // Of what was before, only the latest that is valid counts.
        for (StoredSettings stored : found.reversed()) {
            if (stopped.getAsBoolean() || stored.version() <= version() || offer(stored)) {
                break;
            }
        }
        while (!stopped.getAsBoolean()) {
            consumer.poll(POLL).forEach(record -> topic.stored(record).ifPresent(this::offer));
        }
    }

    /** Once in the life of a process: what others import later is newer than what this one read when it started. */
    private void importFile() {
        if (imported) {
            return;
        }
        // Nearly always there is nothing to import; then nobody's fence is taken.
        if (isNews(topic.latest())) {
            topic.change(latest -> isNews(latest)
                    ? Optional.of(new SettingsTopic.Draft(configured.document(), configured.documentHash(),
                            StoredSettings.Author.FILE, null, configured.settings().version()))
                    : Optional.empty())
                    .ifPresent(stored -> LOG.atInfo().addKeyValue("tenant", kafka.tenant())
                            .log("The configuration file is version {} of the settings", stored.version()));
        }
        imported = true;
    }

    private boolean isNews(Optional<StoredSettings> latest) {
        boolean known = latest.map(stored -> configured.documentHash().equals(stored.fileHash())).orElse(false);
        boolean edited = latest.map(stored -> stored.by() != StoredSettings.Author.FILE).orElse(false);
        return !known || (edited && configured.settings().settings().authority() == Authority.FILE);
    }

    /** @return whether it is in force now */
    private boolean offer(StoredSettings stored) {
        if (stored.version() <= version()) {
            return false;
        }
        latest = Math.max(latest, stored.version());
        try {
            Settings settings = validity.settings(stored.document(), stored.version());
            inForce = stored;
            current.become(settings);
            LOG.atInfo().addKeyValue("tenant", kafka.tenant()).log("Settings version {} is in force",
                    stored.version());
            return true;
        } catch (InvalidSettings e) {
            LOG.atError().addKeyValue("tenant", kafka.tenant()).addKeyValue("code", FailureCode.SETTINGS_INVALID).log(
                    "Settings version {} is not valid and does not come into force: {}", stored.version(),
                    e.getMessage());
            return false;
        }
    }

    private long version() {
        StoredSettings stored = inForce;
        return stored == null ? 0 : stored.version();
    }
}

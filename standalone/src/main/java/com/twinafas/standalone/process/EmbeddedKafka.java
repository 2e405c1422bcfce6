package com.twinafas.standalone.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.registry.SchemaRegistry;

/**
 * Starts a Kafka broker and a schema registry in this process before anything needs them, unless the configuration
 * names others; both stop after everything that uses them.
 */
final class EmbeddedKafka implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";
    private static final String REGISTRY_URL = "spring.kafka.properties.schema.registry.url";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> addresses = new HashMap<>();
        String bootstrapServers = environment.getProperty(BOOTSTRAP_SERVERS);
        if (bootstrapServers == null) {
            EmbeddedBroker broker = EmbeddedBroker.start(folder(environment).resolve("kafka"),
                    environment.getProperty("standalone.broker-port", Integer.class, 0));
            stopLast(context, "embeddedBroker", broker, Integer.MIN_VALUE);
            bootstrapServers = broker.bootstrapServers();
            addresses.put(BOOTSTRAP_SERVERS, bootstrapServers);
            // The only process that can hold a partition of this broker is this one or one that was killed.
            addresses.put("spring.kafka.properties.session.timeout.ms", "4000");
            addresses.put("spring.kafka.properties.heartbeat.interval.ms", "1000");
        }
        if (environment.getProperty(REGISTRY_URL) == null) {
            SchemaRegistry registry = SchemaRegistry.start(Map.of("bootstrap.servers", bootstrapServers), "_schemas",
                    environment.getProperty("standalone.registry-port", Integer.class, 0));
            stopLast(context, "schemaRegistry", registry, Integer.MIN_VALUE + 1);
            addresses.put(REGISTRY_URL, registry.url());
        }
        environment.getPropertySources().addFirst(new MapPropertySource("embeddedKafka", addresses));
    }

    /** Where a standalone process keeps its broker's data. */
    static Path folder(ConfigurableEnvironment environment) {
        return Path.of(environment.getProperty("standalone.data",
                "data/" + environment.getProperty("twinafas.tenant", "twinafas")));
    }

    private static void stopLast(ConfigurableApplicationContext context, String name, AutoCloseable started,
            int phase) {
        context.getBeanFactory().registerSingleton(name, new Stop(started, phase));
    }

    /** Runs from the beginning; stops what was started, in the order of the phases, highest first. */
    private static final class Stop implements SmartLifecycle {

        private final AutoCloseable started;
        private final int phase;
        private volatile boolean running = true;

        Stop(AutoCloseable started, int phase) {
            this.started = started;
            this.phase = phase;
        }

        @Override
        public void start() {
            // Started before the context was, because everything in it needs the addresses.
        }

        @Override
        public void stop() {
            running = false;
            try {
                started.close();
            } catch (Exception e) {
                throw new IllegalStateException("The embedded Kafka did not stop", e);
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}

package com.twinafas.standalone.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.OfficeSettings;
import com.twinafas.pipeline.status.RecordState;
import com.twinafas.pipeline.status.Status;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.schemas.avro.Checkpoint;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.standalone.process.Standalone;

/** The two simulators and the standalone process between them. */
final class Demo implements AutoCloseable {

    private final SimulatedSystems systems;
    private final Standalone standalone;
    private final Options options;

    /**
     * How the demo is.
     *
     * @param data    folder of everything it keeps
     * @param credits Twinfield's allowance a minute; 0 is without limits
     */
    record Options(Path data, int port, long seed, CompanySize size, int credits, Duration afasLatency) {
    }

    private Demo(SimulatedSystems systems, Standalone standalone, Options options) {
        this.systems = systems;
        this.standalone = standalone;
        this.options = options;
    }

    static Demo start(Options options) {
        SimulatedSystems systems = SimulatedSystems.start(new SimulatedSystems.Setup(options.seed(), options.size(),
                options.data(), "127.0.0.1", 0, options.credits(), options.afasLatency()));
        return new Demo(systems, Standalone.start(properties(options, systems.twinfield(), systems.afas())), options);
    }

    private static Map<String, Object> properties(Options options, TwinfieldSimulator twinfield, AfasSimulator afas) {
        Map<String, Object> properties = SimulatedAccess.to(twinfield, afas);
        properties.put("spring.config.additional-location", "classpath:demo.yaml");
        properties.put("twinafas.encryption.master-key-file", DemoMasterKey.in(options.data()).toString());
        properties.put("standalone.data", options.data().toString());
        properties.put("server.port", options.port());
        // The terminal is for the person who watches; the log is beside the data.
        properties.put("logging.file.name", options.data().resolve("twinafas.log").toString());
        properties.put("logging.threshold.console", "OFF");
        return properties;
    }

    Options options() {
        return options;
    }

    AfasSimulator afas() {
        return systems.afas();
    }

    Status status() {
        return standalone.get(StatusFollower.class).status();
    }

    /** Makes one change; empty when the demo has ended meanwhile. */
    Optional<String> change() {
        return systems.change();
    }

    /** Whether everything the company had has been read, and nothing that was read is still on its way. */
    boolean isLoaded() {
        Status status = status();
        return status.complete() && status.flows().values().stream()
                .allMatch(flow -> flow.in(RecordState.WAITING) + flow.in(RecordState.MAPPED) == 0)
                && status.flows().values().stream().anyMatch(flow -> flow.read() > 0)
                && completeFlows().containsAll(expectedFlows());
    }

    private Set<String> expectedFlows() {
        Set<String> expected = new HashSet<>();
        for (OfficeSettings office : standalone.get(CurrentSettings.class).get().offices()) {
            for (RecordKind kind : RecordKind.values()) {
                if (kind != RecordKind.TRANSACTION || !office.daybooks().isEmpty()) {
                    expected.add(office.code() + "/" + kind.wireName());
                }
            }
        }
        return expected;
    }

    private Set<String> completeFlows() {
        TenantKafka kafka = standalone.get(TenantKafka.class);
        Set<String> complete = new HashSet<>();
        kafka.readToEnd(Topic.CHECKPOINT, record -> {
            try {
                if (record.value() != null && kafka.read(record, Checkpoint.class).getCompleteSince() != null) {
                    complete.add(record.key());
                }
            } catch (UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        });
        return complete;
    }

    @Override
    public void close() {
        standalone.close();
        systems.close();
    }
}

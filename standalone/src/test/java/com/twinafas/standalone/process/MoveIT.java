package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.broker.EmbeddedBroker;
import com.twinafas.standalone.registry.SchemaRegistry;

/** A tenant is its topics, their schemas and the master key, and nothing else: with copies of those it goes on anywhere. */
class MoveIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Company company = Company.generate(7, CompanySize.SMALL);
    private final TwinfieldSimulator twinfield = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(company).limits(Limits.none()));
    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(company)));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void goesOnFromACopyOfItsTopicsAndSendsNothingTwice() throws Exception {
        try (twinfield;
                afas;
                EmbeddedBroker here = EmbeddedBroker.start(folder.resolve("here"), 0);
                EmbeddedBroker there = EmbeddedBroker.start(folder.resolve("there"), 0)) {
            // Given
            try (SchemaRegistry registry = registry(here); Standalone before = start(here, registry)) {
                await().atMost(PATIENCE)
                        .until(() -> SimulatedTenant.isQuiet(before) && !afas.books().documents().isEmpty());
            }
            List<String> documents = references();
            int calls = afas.calls().calls().size();

            // When
            copyTopics(here, there);

            // Then
            try (SchemaRegistry registry = registry(there); Standalone after = start(there, registry)) {
                String added = newInvoice();
                await().atMost(PATIENCE).until(() -> !afas.books().byReference(added).isEmpty());
                await().atMost(PATIENCE).until(() -> SimulatedTenant.isQuiet(after));
                assertThat(references()).hasSize(documents.size() + 1).containsAll(documents).contains(added);
                assertThat(afas.calls().calls().stream().skip(calls).filter(call -> !call.method().equals("GET"))
                        .filter(call -> !call.operation().contains("token"))).as("writes").hasSize(1);
            }
        }
    }

    private List<String> references() {
        return afas.books().documents().stream().map(Order::reference).toList();
    }

    private SchemaRegistry registry(EmbeddedBroker broker) {
        return SchemaRegistry.start(Map.of("bootstrap.servers", broker.bootstrapServers()), "_schemas", 0);
    }

    private Standalone start(EmbeddedBroker broker, SchemaRegistry registry) {
        Map<String, Object> properties = SimulatedTenant.properties(twinfield, afas, folder);
        properties.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
        properties.put("spring.kafka.properties.schema.registry.url", registry.url());
        return Standalone.start(properties);
    }

    /** Like one that Twinfield has, so that nothing about it is refused. */
    private String newInvoice() {
        String delivered = references().getFirst();
        String[] key = delivered.split("/", -1);
        SalesInvoice model = twinfield.books().invoices(key[0]).stream()
                .filter(invoice -> delivered.endsWith(invoice.type() + "/" + invoice.number())).findFirst()
                .orElseThrow();
        SalesInvoice added = twinfield.books().addConcept(key[0],
                new SalesInvoice(model.type(), 0, model.date(), model.due(), model.performed(), model.bank(), 1, 1,
                        model.customer(), model.currency(), model.paymentMethod(), "", "", model.lines(), List.of(),
                        model.totalExcluding(), model.totalIncluding(), null));
        twinfield.books().makeFinal(key[0], added.type(), added.number());
        return key[0] + "/sales-invoice/" + added.type() + "/" + added.number();
    }

    /** As a mirror does: what was committed, record by record, at offsets of its own; no positions of groups. */
    private static void copyTopics(EmbeddedBroker from, EmbeddedBroker to) throws Exception {
        Map<String, Object> source = Map.of("bootstrap.servers", from.bootstrapServers(), "isolation.level",
                "read_committed");
        Map<String, Object> target = Map.of("bootstrap.servers", to.bootstrapServers());
        try (Admin reading = Admin.create(source);
                Admin writing = Admin.create(target);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(source, new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(target, new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Collection<String> names = reading.listTopics().names().get();
            Map<ConfigResource, Config> settings = reading.describeConfigs(
                    names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList()).all()
                    .get();
            writing.createTopics(settings.entrySet().stream()
                    .map(topic -> new NewTopic(topic.getKey().name(), 1, (short) 1).configs(own(topic.getValue())))
                    .toList()).all().get();
            List<TopicPartition> partitions = names.stream().map(name -> new TopicPartition(name, 0)).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            List<Future<?>> copied = new ArrayList<>();
            while (!ends.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(100))) {
                    copied.add(producer.send(new ProducerRecord<>(read.topic(), 0, read.timestamp(), read.key(),
                            read.value(), read.headers())));
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            for (Future<?> one : copied) {
                one.get();
            }
        }
    }

    /** What is set for the topic itself. */
    private static Map<String, String> own(Config settings) {
        return settings.entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}

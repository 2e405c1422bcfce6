package com.twinafas.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @Test
    void findsItsDataAndItsPortAgainAfterAStop(@TempDir Path folder) throws Exception {
        // Given
        String address;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            address = broker.bootstrapServers();
            createTopic(address);
            write(address, "before");
        }

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            // Then
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            write(address, "after");
            assertThat(read(address)).containsExactly("before", "after");
            assertThat(reachableFromOutside(address)).isFalse();
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another process uses the data folder");
        }
    }

    @Test
    void losesNothingOfWhatItAcknowledgedWhenItIsKilled(@TempDir Path folder) throws Exception {
        // Given
        BrokerProcess process = BrokerProcess.start(folder);
        createTopic(process.address());
        write(process.address(), "acknowledged");

        // When
        process.kill();

        // Then
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(read(broker.bootstrapServers())).containsExactly("acknowledged");
        }
    }

    @Test
    void formatsAgainWhatWasCutOffWhileFormatting(@TempDir Path folder) throws Exception {
        // Given
        EmbeddedBroker.start(folder, 0).close();
        Files.delete(folder.resolve("data/meta.properties"));
        Files.createDirectories(folder.resolve("data"));

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            // Then
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void saysWhichPortIsTaken(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Port " + taken.getLocalPort() + " for the Kafka broker is taken");
        }
    }

    private static boolean reachableFromOutside(String address) throws IOException {
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses).filter(inet -> !inet.isLoopbackAddress()).findFirst();
        if (outside.isEmpty()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(outside.get(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void createTopic(String address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty()))).all().get();
        }
    }

    private static void write(String address, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "transactional.id", "test"), new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", 0, "key", value)).get();
            producer.commitTransaction();
        }
    }

    private static List<String> read(String address) {
        List<String> values = new ArrayList<>();
        TopicPartition partition = new TopicPartition("kept", 0);
        try (KafkaConsumer<String, String> all = consumer(address, "read_uncommitted");
                KafkaConsumer<String, String> committed = consumer(address, "read_committed")) {
            long end = all.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            committed.assign(List.of(partition));
            committed.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                committed.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return committed.position(partition) >= end;
            });
        }
        return values;
    }

    private static KafkaConsumer<String, String> consumer(String address, String isolation) {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", address, "isolation.level", isolation),
                new StringDeserializer(), new StringDeserializer());
    }
}

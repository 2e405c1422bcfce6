package com.twinafas.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private final Following worker = new Following();

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void beginsAgainWithNewConsumerAfterItLostKafka() {
        worker.failing = true;

        worker.start();

        await().untilAsserted(() -> assertThat(worker.opened).hasSizeGreaterThan(2));
        worker.failing = false;
        await().untilAsserted(() -> assertThat(worker.opened.getLast().closed()).isFalse());
        assertThat(worker.opened.subList(0, worker.opened.size() - 1)).allMatch(MockConsumer::closed);
    }

    @Test
    void stopWakesItUpAndWaitsForItsEnd() {
        worker.start();
        await().until(() -> !worker.opened.isEmpty());

        worker.stop();

        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.opened).singleElement().matches(MockConsumer::closed);
    }

    @Test
    void worksAgainWhenStartedAgain() {
        worker.start();
        await().until(() -> worker.opened.size() == 1);
        worker.stop();

        worker.start();

        assertThat(worker.isRunning()).isTrue();
        await().untilAsserted(() -> assertThat(worker.opened).hasSize(2));
    }

    @Test
    void startedTwiceItWorksOnce() {
        worker.start();
        worker.start();

        await().during(Duration.ofMillis(50)).untilAsserted(() -> assertThat(worker.opened).hasSize(1));
    }

    /** Polls one partition without records. */
    private static final class Following extends Worker {

        private final List<MockConsumer<String, byte[]>> opened = new CopyOnWriteArrayList<>();
        private volatile boolean failing;

        private Following() {
            super("following", "test", new BackOff(Duration.ofMillis(1), Duration.ofMillis(2)), Duration.ofSeconds(10),
                    InstantSource.system());
        }

        @Override
        protected Consumer<String, byte[]> consumer() {
            MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
            opened.add(consumer);
            return consumer;
        }

        @Override
        protected void follow(Consumer<String, byte[]> consumer, BooleanSupplier stopped) {
            TopicPartition partition = new TopicPartition("topic", 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            while (!stopped.getAsBoolean()) {
                if (failing) {
                    throw new KafkaException("lost");
                }
                consumer.poll(Duration.ofMillis(10));
                Thread.onSpinWait();
            }
        }
    }
}

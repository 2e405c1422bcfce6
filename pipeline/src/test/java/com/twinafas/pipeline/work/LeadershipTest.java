package com.twinafas.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.pipeline.kafka.MemoryBroker;
import com.twinafas.pipeline.kafka.TenantKafka;

class LeadershipTest {

    private final MemoryBroker broker = new MemoryBroker(InstantSource.system());
    private final TenantKafka kafka = broker.tenant("leaders");
    private final Leader first = new Leader(kafka);
    private final Leader second = new Leader(kafka);

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
        kafka.close();
    }

    @Test
    void oneLeadsAndTheOtherTakesOverWhenItStops() {
        // Given
        first.start();
        await().until(() -> first.did.contains("tend"));
        second.start();
        await().until(() -> broker.members("leaders.jobs") == 2);
        assertThat(second.did).doesNotContain("begin", "tend");

        // When
        first.stop();

        // Then
        await().until(() -> second.did.contains("tend"));
        assertThat(first.did).startsWith("begin").endsWith("end");
        assertThat(first.did).containsOnlyOnce("begin");
    }

    @Test
    void endsWhatItHasAndBeginsAnewWhenItsWorkWasLost() {
        // Given
        first.start();
        await().until(() -> first.did.contains("tend"));

        // When
        first.lost.set(true);

        // Then
        await().until(() -> first.did.stream().filter("begin"::equals).count() == 2);
        assertThat(first.did.subList(0, first.did.lastIndexOf("begin"))).contains("end");
    }

    @Test
    void endsWhatItHasWhenThePartitionGoesToAnother() {
        // Given
        first.start();
        await().until(() -> first.did.contains("tend"));
        second.start();
        await().until(() -> broker.members("leaders.jobs") == 2);

        // When
        broker.handOver("leaders.jobs");

        // Then
        await().until(() -> second.did.contains("tend"));
        await().until(() -> first.did.getLast().equals("end"));
    }

    /** Says what it is told to do. */
    private static final class Leader extends Leadership {

        private final List<String> did = new CopyOnWriteArrayList<>();
        private final AtomicBoolean lost = new AtomicBoolean();

        Leader(TenantKafka kafka) {
            super("jobs", kafka, InstantSource.system());
        }

        @Override
        protected void begin(BooleanSupplier stopped) {
            did.add("begin");
        }

        @Override
        protected boolean isLost() {
            return lost.compareAndSet(true, false);
        }

        @Override
        protected void tend(BooleanSupplier stopped) {
            if (!did.getLast().equals("tend")) {
                did.add("tend");
            }
        }

        @Override
        protected void end() {
            if (!did.isEmpty() && !did.getLast().equals("end")) {
                did.add("end");
            }
        }
    }
}

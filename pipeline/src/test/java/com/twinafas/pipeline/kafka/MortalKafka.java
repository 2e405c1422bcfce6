package com.twinafas.pipeline.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.topic.Topic;

/**
 * Kafka for a process that ends at a moment of one of its transactions, as a kill would end it: what it had open stays
 * open, and nothing that it does afterwards reaches the broker.
 */
public final class MortalKafka extends TenantKafka {

    /** Moments of a transaction, in their order. */
    public enum Moment {
        BEFORE_ANYTHING_IS_SENT("before anything is sent"),
        BEFORE_THE_POSITION("after the records, before the position"),
        BEFORE_THE_COMMIT("before the commit"),
        AFTER_THE_COMMIT("after the commit");

        private final String words;

        Moment(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** The process is gone. */
    private static final class Ended extends KafkaException {

        private static final long serialVersionUID = 1L;
    }

    private @Nullable Moment moment;
    private int transactions;
    private volatile boolean ended;

    public MortalKafka(String tenant, Map<String, Object> properties, Serializer<Object> serializer,
            Deserializer<Object> deserializer) {
        super(tenant, properties, serializer, deserializer);
    }

    /** It ends in the n-th transaction from now on. */
    public synchronized void endAt(Moment when, int nth) {
        moment = when;
        transactions = nth;
    }

    public boolean hasEnded() {
        return ended;
    }

    @Override
    public Consumer<String, byte[]> consumer(@Nullable String group, Map<String, Object> overrides) {
        requireAlive();
        return super.consumer(group, overrides);
    }

    @Override
    @SuppressWarnings("unchecked") // a proxy knows no type parameters
    public Producer<String, byte[]> transactionalProducer(String name) {
        requireAlive();
        Producer<String, byte[]> real = super.transactionalProducer(name);
        return (Producer<String, byte[]>) Proxy.newProxyInstance(Producer.class.getClassLoader(),
                new Class<?>[]{Producer.class}, (proxy, method, arguments) -> invoke(real, method, arguments));
    }

    private @Nullable Object invoke(Producer<String, byte[]> real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (ended && method.getName().equals("close")) {
            // In time it would end what is open.
            real.close(Duration.ZERO);
            return null;
        }
        requireAlive();
        boolean isCommit = method.getName().equals("commitTransaction");
        if (method.getName().equals("beginTransaction")) {
            begun();
            endIf(Moment.BEFORE_ANYTHING_IS_SENT);
        } else if (isPosition(method, arguments)) {
            real.flush();
            endIf(Moment.BEFORE_THE_POSITION);
        } else if (isCommit) {
            real.flush();
            endIf(Moment.BEFORE_THE_COMMIT);
        }
        Object result = called(real, method, arguments);
        if (isCommit) {
            endIf(Moment.AFTER_THE_COMMIT);
        }
        return result;
    }

    /** Offsets, or a record of the topic where positions are. */
    private boolean isPosition(Method method, Object @Nullable [] arguments) {
        return method.getName().equals("sendOffsetsToTransaction")
                || (method.getName().equals("send") && arguments != null
                        && arguments[0] instanceof ProducerRecord<?, ?> record
                        && record.topic().equals(name(Topic.CHECKPOINT)));
    }

    private static @Nullable Object called(Producer<String, byte[]> real, Method method,
            Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized void begun() {
        transactions--;
    }

    private synchronized void endIf(Moment now) {
        if (now == moment && transactions <= 0) {
            ended = true;
            requireAlive();
        }
    }

    private void requireAlive() {
        if (ended) {
            throw new Ended();
        }
    }
}

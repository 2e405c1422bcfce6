package com.twinafas.standalone.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process: KRaft, broker and controller in one, reachable from this machine only, its data
 * in a folder that it finds again after a stop of any kind (stack.md §2).
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final FileChannel lock;
    private final Ports ports;
    private final KafkaRaftServer server;
    private boolean closed;

    private EmbeddedBroker(FileChannel lock, Ports ports, KafkaRaftServer server) {
        this.lock = lock;
        this.ports = ports;
        this.server = server;
    }

    /**
     * Starts the broker and waits until it serves.
     *
     * @param folder where its data is; made when it does not exist
     * @param port   of the broker; 0 takes the one of last time, or a free one
     * @throws IllegalStateException when another process uses the folder, or the port is taken
     */
    public static EmbeddedBroker start(Path folder, int port) {
        FileChannel lock = lock(folder);
        try {
            Ports ports = Ports.choose(folder.resolve("ports.properties"), port);
            Properties properties = properties(folder, ports);
            Path file = folder.resolve("server.properties");
            try (var out = Files.newBufferedWriter(file)) {
                properties.store(out, "Written at every start");
            }
            format(folder, file);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            LOG.atInfo().addKeyValue("port", ports.broker()).log("The embedded Kafka broker serves");
            return new EmbeddedBroker(lock, ports, server);
        } catch (IOException e) {
            unlock(lock);
            throw new UncheckedIOException("The Kafka broker cannot use " + folder, e);
        } catch (RuntimeException e) {
            unlock(lock);
            throw e;
        }
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.broker();
    }

    /** Stops serving; what was acknowledged is on disk. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        unlock(lock);
    }

    /** Formatting is not finished before meta.properties is there: one that was cut off is done again. */
    private static void format(Path folder, Path file) throws IOException {
        if (Files.exists(folder.resolve("data/meta.properties"))) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = StorageTool.execute(
                new String[]{"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(out, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IOException("Formatting failed: " + out.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties properties(Path folder, Ports ports) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + ports.controller());
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners",
                "PLAINTEXT://127.0.0.1:" + ports.broker() + ",CONTROLLER://127.0.0.1:" + ports.controller());
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.broker());
        properties.put("log.dirs", folder.resolve("data").toAbsolutePath().toString());
        properties.put("auto.create.topics.enable", "false");
        for (String topic : new String[]{"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "4");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        // After kill -9 the next start waits until the session of the one before has ended.
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // There is no second broker that has what a power failure takes from this one.
        properties.put("log.flush.interval.messages", "1");
        // One small machine, not a cluster of large ones.
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
        properties.put("log.cleaner.io.buffer.size", String.valueOf(64 * 1024));
        properties.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        return properties;
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalStateException("Another process uses the data folder " + folder);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be used", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void unlock(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The lock of the data folder cannot be let go");
        }
    }
}

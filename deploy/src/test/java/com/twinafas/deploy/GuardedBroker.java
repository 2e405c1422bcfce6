package com.twinafas.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.Time;

import com.twinafas.pipeline.process.Ports;

/**
 * A broker as Strimzi sets one up: over TLS it knows a client by its certificate, or by its password (SCRAM), and lets it
 * do what it has rights to. Whoever comes by the internal listener is the administrator.
 */
final class GuardedBroker implements AutoCloseable {

    static final String PASSWORD = "changeit";

    private final Path folder;
    private final int internal = Ports.free();
    private final int tls = Ports.free();
    private final int sasl = Ports.free();
    private final KafkaRaftServer server;
    private final String user;

    /** @param user name of the client whose certificate and password it knows */
    GuardedBroker(Path folder, String user) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.user = user;
        certificate("broker", "CN=broker", "SAN=IP:127.0.0.1");
        certificate("user", "CN=" + user, "SAN=DNS:user");
        Files.writeString(file("ca.crt"), keytool("-exportcert", "-rfc", "-alias", "broker", "-keystore",
                file("broker.p12").toString(), "-storepass", PASSWORD));
        Files.writeString(file("clients.crt"), keytool("-exportcert", "-rfc", "-alias", "user", "-keystore",
                file("user.p12").toString(), "-storepass", PASSWORD));
        Path file = file("server.properties");
        Properties properties = properties();
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (StorageTool.execute(
                new String[]{"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString(), "--add-scram",
                        "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, PASSWORD)},
                new PrintStream(out, true, StandardCharsets.UTF_8)) != 0) {
            throw new IOException(out.toString(StandardCharsets.UTF_8));
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
    }

    /** For the administrator. */
    String internalServers() {
        return "127.0.0.1:" + internal;
    }

    /** @param authentication tls or scram-sha-512 */
    String servers(String authentication) {
        return "127.0.0.1:" + (authentication.equals("tls") ? tls : sasl);
    }

    /** The name by which rights are given to the client. */
    String principal(String authentication) {
        return "User:" + (authentication.equals("tls") ? "CN=" : "") + user;
    }

    /** What Strimzi's Secrets hold, by the name of the key. */
    byte[] secret(String key) throws IOException {
        return switch (key) {
            case "user.password" -> PASSWORD.getBytes(StandardCharsets.UTF_8);
            case "sasl.jaas.config" -> jaas().getBytes(StandardCharsets.UTF_8);
            default -> Files.readAllBytes(file(key));
        };
    }

    /** What any other program needs that comes with the client's secrets. */
    Map<String, Object> client(String authentication) {
        Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", servers(authentication),
                "ssl.truststore.type", "PEM", "ssl.truststore.location", file("ca.crt").toString()));
        if (authentication.equals("tls")) {
            client.putAll(Map.of("security.protocol", "SSL", "ssl.keystore.type", "PKCS12", "ssl.keystore.location",
                    file("user.p12").toString(), "ssl.keystore.password", PASSWORD, "ssl.key.password", PASSWORD));
        } else {
            client.putAll(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512",
                    "sasl.jaas.config", jaas()));
        }
        return client;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Properties properties() throws IOException {
        int controller = Ports.free();
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners",
                        "INTERNAL://127.0.0.1:%d,TLS://127.0.0.1:%d,SASL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(internal, tls, sasl, controller)),
                Map.entry("advertised.listeners",
                        "INTERNAL://127.0.0.1:%d,TLS://127.0.0.1:%d,SASL://127.0.0.1:%d".formatted(internal, tls,
                                sasl)),
                Map.entry("listener.security.protocol.map",
                        "INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL,SASL:SASL_SSL"),
                Map.entry("inter.broker.listener.name", "INTERNAL"),
                Map.entry("listener.name.tls.ssl.client.auth", "required"),
                Map.entry("listener.name.sasl.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry("listener.name.sasl.scram-sha-512.sasl.jaas.config",
                        ScramLoginModule.class.getName() + " required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", file("broker.p12").toString()),
                Map.entry("ssl.keystore.password", PASSWORD), Map.entry("ssl.key.password", PASSWORD),
                Map.entry("listener.name.tls.ssl.truststore.type", "PEM"),
                Map.entry("listener.name.tls.ssl.truststore.location", file("clients.crt").toString()),
                Map.entry("authorizer.class.name", RecordingAuthorizer.class.getName()),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("log.dirs", folder.resolve("data").toAbsolutePath().toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"), Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.min.isr", "1"), Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024)),
                Map.entry("log.index.size.max.bytes", String.valueOf(1024 * 1024))));
        return properties;
    }

    private String jaas() {
        return "%s required username=\"%s\" password=\"%s\";".formatted(ScramLoginModule.class.getName(), user,
                PASSWORD);
    }

    private Path file(String name) {
        return folder.resolve(name).toAbsolutePath();
    }

    private void certificate(String name, String owner, String alternative) throws Exception {
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", owner, "-ext", alternative, "-validity", "2",
                "-storetype", "PKCS12", "-keystore", file(name + ".p12").toString(), "-storepass", PASSWORD);
    }

    private static String keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }
}

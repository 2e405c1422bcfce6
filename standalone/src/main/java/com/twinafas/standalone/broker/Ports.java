package com.twinafas.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The broker's two ports, the same at every start as long as nobody else takes them. */
record Ports(int broker, int controller) {

    /** @param wanted 0 takes the broker's port of last time, or a free one */
    static Ports choose(Path file, int wanted) throws IOException {
        Ports last = Files.exists(file) ? read(file) : new Ports(0, 0);
        if (wanted != 0 && !isFree(wanted)) {
            throw new IllegalStateException("Port " + wanted + " for the Kafka broker is taken");
        }
        int broker = wanted != 0 ? wanted : freeOr(last.broker());
        int controller = freeOr(last.controller());
        while (controller == broker) {
            controller = freeOr(0);
        }
        Ports ports = new Ports(broker, controller);
        ports.write(file);
        return ports;
    }

    private static Ports read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        try {
            return new Ports(Integer.parseInt(properties.getProperty("broker", "0")),
                    Integer.parseInt(properties.getProperty("controller", "0")));
        } catch (NumberFormatException e) {
            // Written when the machine went down; the ports are remembered as a convenience only.
            return new Ports(0, 0);
        }
    }

    private void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("broker", String.valueOf(broker));
        properties.setProperty("controller", String.valueOf(controller));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    private static int freeOr(int remembered) throws IOException {
        if (remembered != 0 && isFree(remembered)) {
            return remembered;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

package com.twinafas.twinfield;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.twinfield.signin.RefreshTokenStore;
import com.twinafas.twinfield.xml.Xml;

/** A bulk read has no pages: its answer grows with the office, the memory it takes may not. */
class LargeAnswerTest {

    @Test
    void answerOfSixtyMegabytesIsReadWithLessHeapThanItsSize() throws Exception {
        // Given a process that has no room for the answer, let alone for what is made of it
        Process process = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m",
                        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Reading.class.getName(),
                        "12000"))
                .redirectErrorStream(true).start();

        // When
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("sent 6").contains(" MB, read 12000 customers as they were sent");
    }

    /** The process: Twinfield's side makes each customer when it is sent, ours compares each that it reads. */
    static final class Reading {

        private Reading() {
        }

        public static void main(String[] arguments) throws IOException {
            int customers = Integer.parseInt(arguments[0]);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            long[] sent = new long[1];
            server.createContext("/", exchange -> answer(exchange, """
                    {"access_token":"a","expires_in":3600,"twf.clusterUrl":"%s"}""".formatted(address)));
            server.createContext("/webservices/", exchange -> sent[0] = answer(exchange, customers));
            server.setExecutor(Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
            server.start();
            Twinfield twinfield = TwinfieldClients.create(
                    new TwinfieldConfig(address, null, "id", "secret", 500, 2, Duration.ofMinutes(5), 80 << 20),
                    RefreshTokenStore.inMemory("refresh"), InstantSource.system(), new SimpleMeterRegistry());

            int read = 0;
            for (Row row : twinfield.call(ProcessXml.dimensions("NL01", "DEB"))) {
                if (!(row instanceof Row.Usable(var record)) || !record.text().equals(customer(read))) {
                    throw new IllegalStateException("Customer " + read + " came otherwise than it was sent");
                }
                read++;
            }

            server.stop(0);
            System.out.println("sent " + sent[0] / 1_000_000 + " MB, read " + read + " customers as they were sent");
        }

        private static void answer(HttpExchange exchange, String json) throws IOException {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        private static long answer(HttpExchange exchange, int customers) throws IOException {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            String[] around = ScriptedServer.soap("<ProcessXmlStringResponse><ProcessXmlStringResult>"
                    + Xml.escape("<dimensions result=\"1\">|</dimensions>")
                    + "</ProcessXmlStringResult></ProcessXmlStringResponse>").split("\\|", 2);
            long sent = 0;
            try (OutputStream body = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
                body.write(around[0].getBytes(StandardCharsets.UTF_8));
                for (int number = 0; number < customers; number++) {
                    byte[] row = Xml.escape(customer(number)).getBytes(StandardCharsets.UTF_8);
                    body.write(row);
                    sent += row.length;
                }
                body.write(around[1].getBytes(StandardCharsets.UTF_8));
            }
            return sent;
        }

        private static String customer(int number) {
            StringBuilder xml = new StringBuilder("<dimension status=\"active\">\n  <office>NL01</office>"
                    + "<type>DEB</type><code>" + number + "</code><name>Küppers &amp; Zoon " + number + "</name>");
            for (int field = 0; field < 84; field++) {
                xml.append("<field").append(field).append(" name=\"\">").append(number * 31L + field)
                        .append("</field").append(field).append(">\n");
            }
            return xml.append("</dimension>").toString();
        }
    }
}

package com.twinafas.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

class SimulatedSystemsTest {

    private static final int ANY = 0;

    @TempDir
    Path folder;

    @Test
    void writesAConfigurationWithTheNameThatOthersReachThemBy() throws Exception {
        // Given
        Path file = folder.resolve("application.yaml");
        try (SimulatedSystems systems = start("localhost")) {

            // When
            SimulatedSystems.write(systems.configuration(folder.resolve("master.key")), file);

            // Then
            assertThat(file).content().contains("login-url: 'http://localhost:", "base-url: 'http://localhost:",
                    "master-key-file: " + folder.resolve("master.key"));
            assertThat(answer(systems.afas().booksUrl())).isEqualTo(200);
        }
    }

    @Test
    void aConfigurationTakesThePlaceOfTheOneBefore() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("application.yaml"), "old: true");

        // When
        SimulatedSystems.write(Map.of("old", false), file);

        // Then
        assertThat(Files.readString(file)).contains("old: false");
    }

    @Test
    void areAsTheyWereLeftWhenTheyAreStartedAgain() {
        // Given
        List<String> first;
        List<String> changed;
        try (SimulatedSystems systems = start("127.0.0.1")) {
            first = invoicesAndEmails(systems);
            systems.change();
            changed = invoicesAndEmails(systems);
        }

        // When
        try (SimulatedSystems again = start("127.0.0.1")) {

            // Then
            assertThat(invoicesAndEmails(again)).isEqualTo(changed).isNotEqualTo(first);
        }
    }

    @Test
    void changeNothingMoreWhenTheyHaveEnded() {
        // Given
        SimulatedSystems systems = start("127.0.0.1");

        // When
        systems.close();

        // Then
        assertThat(systems.change()).isEmpty();
    }

    private SimulatedSystems start(String host) {
        return SimulatedSystems.start(
                new SimulatedSystems.Setup(1, CompanySize.SMALL, folder, host, ANY, 0, Duration.ZERO));
    }

    private static List<String> invoicesAndEmails(SimulatedSystems systems) {
        TwinfieldBooks books = systems.twinfield().books();
        return books.offices().stream().map(Office::code)
                .flatMap(office -> Stream.concat(
                        books.invoices(office).stream()
                                .map(invoice -> invoice.type() + invoice.number() + invoice.isFinal()),
                        books.customers(office).stream().map(Relation::addresses).map(String::valueOf)))
                .toList();
    }

    private static int answer(URI address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}

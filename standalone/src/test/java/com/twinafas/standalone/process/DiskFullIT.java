package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.standalone.broker.BrokerProcess;

/** The broker's disk is full: no file of it may grow any more, for which the kernel sees. */
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path LIMITER = Path.of("/usr/bin/prlimit");
    private static final String OFFICE = "NLA001";
    private static final int SOLD = 5;

    @Test
    void everythingIsDeliveredOnceWhenTheBrokerHasRoomAgain(@TempDir Path folder) throws Exception {
        assumeThat(LIMITER).as("without it no disk can be made full").exists();
        BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"));
        try (SimulatedTenant tenant = SimulatedTenant.loaded(folder.resolve("data"),
                Map.of("spring.kafka.bootstrap-servers", broker.address(), "twinafas.roles",
                        "poller,mapper,writer,notifier"))) {
            // Given
            TwinfieldBooks twinfield = tenant.twinfield().books();
            AfasBooks afas = tenant.afas().books();
            Set<String> expected = new HashSet<>(references(afas));
            SalesInvoice model = twinfield.invoices(OFFICE).stream()
                    .filter(invoice -> expected.contains(reference(invoice))).findFirst().orElseThrow();

            // When
            broker.fillDisk();
            expected.addAll(sell(twinfield, model));
            broker.awaitEnd(PATIENCE);
            int during = afas.documents().size();
            expected.addAll(sell(twinfield, model));
            await().during(Duration.ofSeconds(6)).atMost(PATIENCE).until(() -> afas.documents().size() == during);
            broker = BrokerProcess.start(folder.resolve("kafka"));
            Instant at = Instant.now();

            // Then
            await().atMost(PATIENCE).until(() -> references(afas).containsAll(expected));
            long seconds = Duration.between(at, Instant.now()).toSeconds();
            await().atMost(PATIENCE).until(() -> tenant.get("/api/status").at("/complete").asBoolean());
            assertThat(references(afas)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
            System.out.println("DiskFullIT: all of it was delivered " + seconds + " s after there was room");
        } finally {
            broker.kill();
        }
    }

    private static List<String> sell(TwinfieldBooks twinfield, SalesInvoice model) {
        return Stream.generate(() -> twinfield.addConcept(OFFICE, model.again())).limit(SOLD)
                .map(concept -> twinfield.makeFinal(OFFICE, concept.type(), concept.number()))
                .map(DiskFullIT::reference).toList();
    }

    private static String reference(SalesInvoice invoice) {
        return OFFICE + "/sales-invoice/" + invoice.type() + "/" + invoice.number();
    }

    private static List<String> references(AfasBooks afas) {
        return afas.documents().stream().map(Order::reference).collect(Collectors.toList());
    }
}

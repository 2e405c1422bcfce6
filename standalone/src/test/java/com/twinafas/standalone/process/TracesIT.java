package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.simulators.company.Address;

class TracesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static OtlpReceiver receiver;
    private static SimulatedTenant tenant;
    private static String invoice;

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        receiver = new OtlpReceiver();
        tenant = SimulatedTenant.loaded(folder, Map.of("twinafas.roles", "poller,mapper,writer",
                "twinafas.tracing.otlp-endpoint", receiver.address()));
        invoice = tenant.afas().books().orders().getFirst().reference();
    }

    @AfterAll
    static void stop() {
        tenant.close();
        receiver.close();
    }

    @Test
    void followsAnInvoiceFromPollToAfas() {
        // When
        Span write = written(span -> OtlpReceiver.said(span, "twinafas.outcome").equals("delivered"));

        // Then
        Span map = parent(write);
        assertThat(map.getName()).isEqualTo("map");
        assertThat(OtlpReceiver.said(map, "twinafas.outcome")).isEqualTo("mapped");
        Span poll = parent(map);
        assertThat(poll.getName()).isEqualTo("poll");
        assertThat(poll.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(List.of(poll, map)).allMatch(span -> OtlpReceiver.said(span, "twinafas.record").equals(invoice));
        List<Span> trace = receiver.spans().stream().filter(span -> span.getTraceId().equals(write.getTraceId()))
                .toList();
        assertThat(trace).filteredOn(span -> span.getName().equals("POST FbSales")).singleElement()
                .satisfies(call -> {
                    assertThat(parent(call)).isEqualTo(write);
                    assertThat(OtlpReceiver.said(call, "twinafas.outcome")).isEqualTo("ok");
                    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
                });
        assertThat(trace).filteredOn(span -> span.getName().equals("commit"))
                .extracting(span -> OtlpReceiver.said(span, "twinafas.step")).contains("intent", "delivered");
    }

    @Test
    void whatIsSentAgainHasATraceOfItsOwnThatRefersToTheFirst() throws Exception {
        // Given
        Span first = written(span -> true);

        // When
        tenant.post("/api/replays", Map.of("flow", "sales-invoice", "force", true));

        // Then
        Span again = told("map", span -> !OtlpReceiver.said(span, "twinafas.job").isEmpty());
        assertThat(again.getTraceId()).isNotEqualTo(first.getTraceId());
        assertThat(again.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(again.getLinksList()).singleElement()
                .satisfies(link -> assertThat(link.getTraceId()).isEqualTo(first.getTraceId()));
    }

    @Test
    void saysNothingOfWhoACustomerIs() {
        // Given
        Set<String> canaries = new TreeSet<>();
        tenant.company().offices().stream().flatMap(books -> books.customers().stream()).forEach(customer -> {
            canaries.add(customer.name());
            customer.addresses().stream().flatMap(TracesIT::canaries).forEach(canaries::add);
        });
        // Times and ids are full of short numbers.
        canaries.removeIf(canary -> canary.isBlank() || canary.length() < 4 || canary.matches("\\d{4,8}"));
        assertThat(canaries).hasSizeGreaterThan(50);

        // When
        written(span -> true);

        // Then
        String text = receiver.text();
        assertThat(text.contains(invoice)).isTrue();
        assertThat(canaries).noneMatch(text::contains);
    }

    private static Stream<String> canaries(Address address) {
        return Stream.concat(Stream.of(address.name(), address.city(), address.postcode(), address.telephone(),
                address.email(), address.contact()), address.freeLines().stream());
    }

    /** How the writer worked on the invoice. */
    private static Span written(Predicate<Span> which) {
        return told("write", which);
    }

    private static Span told(String name, Predicate<Span> which) {
        await().atMost(PATIENCE).until(() -> find(name, which).isPresent());
        return find(name, which).orElseThrow();
    }

    private static Optional<Span> find(String name, Predicate<Span> which) {
        return receiver.spans().stream().filter(span -> span.getName().equals(name))
                .filter(span -> OtlpReceiver.said(span, "twinafas.record").equals(invoice)).filter(which).findFirst();
    }

    private static Span parent(Span span) {
        return receiver.spans().stream().filter(one -> one.getSpanId().equals(span.getParentSpanId())).findFirst()
                .orElseThrow();
    }
}

package com.twinafas.standalone.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.pipeline.status.RecordState;
import com.twinafas.pipeline.status.Status;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.key.RecordKind;

/** What the person who watches the demo sees. */
final class Screen {

    private static final List<RecordKind> FLOWS = List.of(RecordKind.CUSTOMER, RecordKind.ARTICLE,
            RecordKind.SALES_INVOICE, RecordKind.TRANSACTION);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Instant begin = Instant.now();
    private final Sentences sentences = new Sentences(
            Locale.getDefault().getLanguage().equals("nl") ? Sentences.DUTCH : Sentences.ENGLISH);

    Screen(PrintWriter out) {
        this.out = out;
    }

    void started(Demo demo) {
        print("TwinAfas demo: a simulated Twinfield and AFAS, Kafka and every role in this process.");
        print("  data and log   " + demo.options().data());
        print("  status         http://127.0.0.1:" + demo.options().port() + "/api/status");
        print("  metrics        http://127.0.0.1:" + demo.options().port() + "/actuator/prometheus");
        print("  their token    " + LocalToken.file(LocalToken.home(), demo.options().port()));
        print("  AFAS's books   " + demo.afas().booksUrl());
        print("  one record     ./twinafas show NLA001/sales-invoice/FACTUUR/1");
        print("");
    }

    /** A line of counts every few seconds until the first load is done. */
    void progress(Demo demo) throws InterruptedException {
        Instant next = begin;
        while (!demo.isLoaded()) {
            if (!Instant.now().isBefore(next)) {
                print(line(demo.status()));
                next = Instant.now().plus(BETWEEN_LINES);
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    void summary(Demo demo) {
        Status status = demo.status();
        print("");
        print("The first load is done, %d s after the start.".formatted(seconds()));
        print("");
        print("  %-15s %6s %10s %10s %8s %8s %8s %8s".formatted("", "read", "delivered", "unchanged", "split",
                "ignored", "waiting", "refused"));
        for (RecordKind kind : FLOWS) {
            Status.Flow flow = status.flow(kind);
            print("  %-15s %6d %10d %10d %8d %8d %8d %8d".formatted(kind.wireName(), flow.read(),
                    flow.in(RecordState.DELIVERED), flow.in(RecordState.UNCHANGED), flow.in(RecordState.SPLIT),
                    flow.in(RecordState.IGNORED),
                    flow.in(RecordState.WAITING) + flow.in(RecordState.MAPPED),
                    flow.in(RecordState.REFUSED) + flow.in(RecordState.IN_DOUBT)));
        }
        Map<String, Long> orders = status.flow(RecordKind.SALES_INVOICE).orders();
        if (!orders.isEmpty()) {
            print("");
            print("Their orders in AFAS: " + orders.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", ")));
        }
        if (!status.causes().isEmpty()) {
            print("");
            print("Refused, by cause:");
            status.causes().forEach(this::print);
        }
        print("");
    }

    /** A change every so often, until the process ends. */
    void trickle(Demo demo, Duration pause) throws InterruptedException {
        if (pause.isZero()) {
            print("Ctrl-C stops the demo.");
            new CountDownLatch(1).await();
        }
        print("Now a change every %d s; Ctrl-C stops the demo.".formatted(pause.toSeconds()));
        Optional<String> done;
        do {
            Thread.sleep(pause);
            done = demo.change();
            done.ifPresent(change -> print("%4d s  %s".formatted(seconds(), change)));
        } while (done.isPresent());
    }

    private void print(Status.HeldBy held) {
        print("  %d x %s".formatted(held.records(), sentences.what(held.cause())));
        print("      " + sentences.toDo(held.cause()));
        print("      " + String.join(", ", held.examples()));
    }

    private String line(Status status) {
        return "%4d s  ".formatted(seconds()) + FLOWS.stream().map(kind -> {
            Status.Flow flow = status.flow(kind);
            return "%s %d/%d".formatted(kind.wireName(),
                    flow.in(RecordState.DELIVERED) + flow.in(RecordState.UNCHANGED) + flow.in(RecordState.SPLIT)
                            + flow.in(RecordState.IGNORED),
                    flow.read());
        }).collect(Collectors.joining("  ")) + "  refused " + status.causes().stream()
                .mapToLong(Status.HeldBy::records).sum();
    }

    private long seconds() {
        return Duration.between(begin, Instant.now()).toSeconds();
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}

package com.twinafas.reader.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.books.Totals;

/** A simulated AFAS, a connection to it, and orders as people in AFAS make them. */
public final class Rig implements AutoCloseable {

    private final AfasSimulator simulator;
    private final AfasConnection connection;
    private final InstantSource clock;

    public Rig(InstantSource clock) {
        this.clock = clock;
        simulator = AfasSimulator.start(AfasSimulatorConfig.standard().clock(clock));
        connection = AfasConnection.open(AfasConfig.of(simulator.baseUrl(),
                new Credentials.OAuth(simulator.clientId(), simulator.clientSecret())).withReads(1,
                        Duration.ofMillis(1)),
                InstantSource.system(), new SimpleMeterRegistry());
    }

    public AfasSimulator simulator() {
        return simulator;
    }

    public AfasBooks books() {
        return simulator.books();
    }

    PartialAfas afas() {
        return new PartialAfas(connection.afas());
    }

    public void order(String number, String reference, LocalDate date) {
        books().change(Change.of(made(number, false, reference, date, 1)));
    }

    public void orderOfLines(String number, String reference, LocalDate date, int lines) {
        books().change(Change.of(made(number, false, reference, date, lines)));
    }

    /** Is invoiced at once, so it is open. */
    public void directInvoice(int administration, String number, String debtor) {
        Order made = made("VP-" + number + "-" + debtor, true, "", LocalDate.of(2026, 11, 2), 1);
        Map<String, String> fields = Map.of("OrNu", made.number(), "DbId", debtor, "OrDa", "2026-11-02", "CuId", "EUR",
                "Unit", String.valueOf(administration));
        books().change(Change.of(new Order(made.number(), true, fields, made.lines(), made.totals(), number, true,
                made.created(), made.modified())));
    }

    /** As if only the order itself were changed, no line of it. */
    public void changeStatusOnly(String number) {
        Order order = books().order(number).orElseThrow();
        books().change(Change.of(new Order(number, order.direct(), order.fields(), order.lines(), order.totals(),
                order.invoice(), true, order.created(), order.modified())));
    }

    private Order made(String number, boolean direct, String reference, LocalDate date, int lines) {
        Instant now = clock.instant();
        BigDecimal price = new BigDecimal("10");
        List<OrderLine> made = IntStream.rangeClosed(1, lines)
                .mapToObj(line -> new OrderLine("{" + number + "-" + line + "}", line,
                        Map.of("VaIt", "2", "ItCd", "1000", "QuUn", "1", "Upri", "10"), price, BigDecimal.ZERO, price,
                        now, now))
                .toList();
        return new Order(number, direct,
                Map.of("OrNu", number, "DbId", "10001", "RfCs", reference, "OrDa", date.toString(), "CuId", "EUR",
                        "Unit", "1"),
                made, new Totals(price, BigDecimal.ZERO, price, new BigDecimal("2.10"), new BigDecimal("12.10")), null,
                false, now, now);
    }

    @Override
    public void close() {
        connection.close();
        simulator.close();
    }
}

package com.twinafas.poller.reconciliation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.pipeline.reconciliation.Periods;
import com.twinafas.pipeline.reconciliation.Report;
import com.twinafas.poller.reconciliation.Evidence.PolledInvoice;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.key.VoucherNumber;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Entry;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.afas.books.OrderLine;
import com.twinafas.simulators.afas.books.Totals;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.twinfield.signin.RefreshTokenStore;

/** Both systems simulated, with everything of an office delivered to AFAS as the writer would leave it. */
public final class ReconciliationRig implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);
    private static final String JOURNAL = "90";
    private static final int ADMINISTRATION = 1;

    final MemoryEvidence evidence = new MemoryEvidence();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final TwinfieldSimulator twinfieldSimulator = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(COMPANY).clock(clock).limits(Limits.none()));
    private final AfasSimulator afasSimulator = AfasSimulator.start(AfasSimulatorConfig.standard().clock(clock));
    private final Twinfield twinfield = TwinfieldClients.create(
            new TwinfieldConfig(twinfieldSimulator.loginUrl(), null, twinfieldSimulator.clientId(),
                    twinfieldSimulator.clientSecret(), 1_000_000, 4, Duration.ofSeconds(10), 16 << 20),
            RefreshTokenStore.inMemory(twinfieldSimulator.refreshToken()), clock, new SimpleMeterRegistry(),
            attempt -> Duration.ofMillis(1));
    private final AfasConnection afas = AfasConnection.open(
            AfasConfig.of(afasSimulator.baseUrl(),
                    new Credentials.OAuth(afasSimulator.clientId(), afasSimulator.clientSecret()))
                    .withReads(1, Duration.ofMillis(1)),
            InstantSource.system(), new SimpleMeterRegistry());
    private final AtomicInteger numbers = new AtomicInteger(1000);
    private final String office = COMPANY.offices().getFirst().office().code();

    public TwinfieldBooks books() {
        return twinfieldSimulator.books();
    }

    public AfasSimulator afas() {
        return afasSimulator;
    }

    public String office() {
        return office;
    }

    public TwinfieldSimulator twinfield() {
        return twinfieldSimulator;
    }

    /** The day books on which invoices are booked. */
    public Set<String> invoiceDaybooks() {
        return COMPANY.offices().getFirst().office().invoiceTypes().stream().map(type -> type.daybook())
                .collect(Collectors.toSet());
    }

    OfficeBooks plan() {
        TreeSet<String> entries = new TreeSet<>(
                books().transactions(office).stream().map(Transaction::daybook).toList());
        entries.removeAll(invoiceDaybooks());
        return new OfficeBooks(office, String.valueOf(ADMINISTRATION), new TreeSet<>(invoiceDaybooks()), Set.of(),
                entries, new TreeSet<>(Set.of(JOURNAL)), false, "EUR", new BigDecimal("0.02"), "Profit_Salesorders",
                "Profit_Transactions", Duration.ofHours(1));
    }

    Report compare(OfficeBooks plan, Periods periods) {
        return new OfficeComparison(twinfield, afas.afas(), evidence, clock).compare(plan, periods);
    }

    /** The final invoices of a month, by number. */
    public List<SalesInvoice> invoices(int month) {
        return books().invoices(office).stream()
                .filter(invoice -> invoice.isFinal() && invoice.date().getYear() == 2026
                        && invoice.date().getMonthValue() == month)
                .toList();
    }

    /** The final transactions of a month on day books that are not the invoices'. */
    List<Transaction> transactions(int month) {
        return books().transactions(office).stream()
                .filter(one -> !invoiceDaybooks().contains(one.daybook()) && one.location().equals("final")
                        && one.date().getYear() == 2026 && one.date().getMonthValue() == month)
                .toList();
    }

    public RecordKey key(SalesInvoice invoice) {
        return new RecordKey(office, RecordKind.SALES_INVOICE, invoice.type() + "/" + invoice.number());
    }

    RecordKey key(Transaction transaction) {
        return new RecordKey(office, RecordKind.TRANSACTION, transaction.daybook() + "/" + transaction.number());
    }

    /** Of all months; as if each had been polled, mapped and written. */
    public void deliverEverything(RecordKey... but) {
        Set<RecordKey> left = Set.of(but);
        books().invoices(office).forEach(invoice -> {
            polled(invoice);
            if (invoice.isFinal() && !left.contains(key(invoice))) {
                String number = order(key(invoice).toString(), invoice.date(), invoice.currency(),
                        invoice.totalIncluding());
                evidence.delivered(key(invoice), number);
            }
        });
        books().transactions(office).stream().filter(one -> !invoiceDaybooks().contains(one.daybook()))
                .filter(one -> one.location().equals("final") && debit(one).signum() != 0).forEach(one -> {
                    if (!left.contains(key(one))) {
                        evidence.delivered(key(one), entry(VoucherNumber.of(key(one)), one.date(), debit(one)));
                    }
                });
    }

    void polled(SalesInvoice invoice) {
        SalesInvoice.Booked booked = invoice.booked();
        evidence.polled(key(invoice), com.twinafas.poller.archive.RecordState.ACTIVE, Instant.EPOCH);
        evidence.invoices.put(key(invoice),
                new PolledInvoice(key(invoice), booked == null ? null : booked.daybook() + "/" + booked.number(),
                        invoice.date().getYear() * 100 + invoice.date().getMonthValue(), false));
    }

    static BigDecimal debit(Transaction transaction) {
        return transaction.lines().stream().map(line -> line.signedBaseValue().max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** @return its number */
    public String order(String reference, LocalDate date, String currency, BigDecimal total) {
        String number = String.valueOf(numbers.incrementAndGet());
        OrderLine line = new OrderLine("{" + number + "}", 1, Map.of("VaIt", "2", "ItCd", "1000", "QuUn", "1"), total,
                BigDecimal.ZERO, total, NOW, NOW);
        afasSimulator.books().change(Change.of(new Order(number, false,
                Map.of("OrNu", number, "DbId", "10001", "RfCs", reference, "OrDa", date.toString(), "CuId", currency,
                        "Unit", String.valueOf(ADMINISTRATION)),
                List.of(line), new Totals(total, BigDecimal.ZERO, total, BigDecimal.ZERO, total), null, false, NOW,
                NOW)));
        return number;
    }

    /** @return its number */
    String entry(String voucher, LocalDate date, BigDecimal... debits) {
        int number = numbers.incrementAndGet();
        List<Entry.Line> lines = IntStream.range(0, debits.length).boxed()
                .flatMap(i -> Stream.of(line(2 * i + 1, voucher, date, debits[i], true),
                        line(2 * i + 2, voucher, date, debits[i], false)))
                .toList();
        afasSimulator.books().change(Change.of(new Entry(ADMINISTRATION, number, date.getYear(),
                date.getMonthValue(), JOURNAL, lines, NOW)));
        return String.valueOf(number);
    }

    private static Entry.Line line(int number, String voucher, LocalDate date, BigDecimal amount, boolean debit) {
        return new Entry.Line(number,
                Map.of("VaAs", "1", "AcNr", "1100", "EnDa", date.toString(), "BpDa", date.toString(), "BpNr", voucher,
                        debit ? "AmDe" : "AmCr", amount.toPlainString(), debit ? "AmCr" : "AmDe", "0"),
                List.of());
    }

    @Override
    public void close() {
        afas.close();
        afasSimulator.close();
        twinfieldSimulator.close();
    }
}

package com.twinafas.simulators.twinfield.books;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.company.Article;
import com.twinafas.simulators.company.Bookings;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.InvoiceArithmetic;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.SalesInvoice.Booked;
import com.twinafas.simulators.company.Transaction;

/**
 * The books of the simulated Twinfield: what it holds, how a person at its keyboard would change that, and what was
 * asked of it. Thread-safe. With a folder, every change is kept before the method returns.
 */
public final class TwinfieldBooks implements AutoCloseable {

    /** Where offices keep their days. */
    public static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    private static final String REFRESH_TOKEN_FILE = "refresh-token";

    private final Map<String, OfficeState> offices = new LinkedHashMap<>();
    private final Company company;
    private final InstantSource clock;
    private final @Nullable BooksFolder folder;
    private final Traffic traffic = new Traffic();
    private volatile int turned;

    private TwinfieldBooks(Company company, InstantSource clock, @Nullable BooksFolder folder) {
        this.company = company;
        this.clock = clock;
        this.folder = folder;
        company.offices().forEach(books -> offices.put(books.office().code(), new OfficeState(books)));
    }

    /** Books that end with the process. */
    public static TwinfieldBooks inMemory(Company company, InstantSource clock) {
        return new TwinfieldBooks(company, clock, null);
    }

    /** Books kept in a folder: those of an earlier run as they were left, else those of a new company. */
    public static TwinfieldBooks open(Path path, Supplier<Company> fresh, InstantSource clock) {
        BooksFolder folder = BooksFolder.open(path);
        TwinfieldBooks books = new TwinfieldBooks(folder.company(fresh), clock, folder);
        folder.changes().forEach(change -> books.state(change.office()).apply(change));
        return books;
    }

    /** The company as it began. */
    public Company company() {
        return company;
    }

    public Traffic traffic() {
        return traffic;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public List<Office> offices() {
        return offices.values().stream().map(state -> state.office).toList();
    }

    public Optional<Office> office(String code) {
        return Optional.ofNullable(offices.get(code)).map(state -> state.office);
    }

    /** Customers ({@code DEB}) or suppliers ({@code CRD}) by code, hidden and deleted ones too. */
    public synchronized List<Relation> relations(String office, String type) {
        return state(office).relations.values().stream().filter(one -> one.type().equals(type)).toList();
    }

    public synchronized Optional<Relation> relation(String office, String type, String code) {
        return Optional.ofNullable(state(office).relations.get(OfficeState.relationKey(type, code)));
    }

    /** Customers that are not deleted. */
    public List<Relation> customers(String office) {
        return relations(office, Relation.CUSTOMER).stream().filter(one -> one.status() != RecordStatus.DELETED)
                .toList();
    }

    /** @throws IllegalArgumentException when there is none */
    public Relation customer(String office, String code) {
        return relation(office, Relation.CUSTOMER, code)
                .orElseThrow(() -> new IllegalArgumentException("No customer " + code + " in " + office));
    }

    public synchronized List<Article> articles(String office) {
        return List.copyOf(state(office).articles.values());
    }

    public synchronized Optional<Article> article(String office, String code) {
        return Optional.ofNullable(state(office).articles.get(code));
    }

    /** By type and number. */
    public synchronized List<SalesInvoice> invoices(String office) {
        return List.copyOf(state(office).invoices.values());
    }

    public synchronized Optional<SalesInvoice> invoice(String office, String type, long number) {
        return Optional.ofNullable(state(office).invoices.get(OfficeState.invoiceKey(type, number)));
    }

    /** By day book and number. */
    public synchronized List<Transaction> transactions(String office) {
        return List.copyOf(state(office).transactions.values());
    }

    public synchronized Optional<Transaction> transaction(String office, String daybook, String number) {
        return Optional.ofNullable(state(office).transactions.get(OfficeState.transactionKey(daybook, number)));
    }

    public synchronized List<DeletedTransaction> deletedTransactions(String office) {
        return List.copyOf(state(office).deleted);
    }

    /**
     * Finder's lists begin so many rows further from now on, or earlier when negative: nobody promises that they keep
     * their order. Kept as long as the process.
     */
    public void turnLists(int rows) {
        turned = rows;
    }

    public int turned() {
        return turned;
    }

    /** Adds a customer; its code must be new. */
    public synchronized Relation addCustomer(String office, Relation customer) {
        if (relation(office, Relation.CUSTOMER, customer.code()).isPresent()) {
            throw new IllegalArgumentException("Customer " + customer.code() + " exists in " + office);
        }
        return keep(office, customer.touched(now()));
    }

    /** Changes a customer and its time of change. */
    public synchronized Relation changeCustomer(String office, String code, UnaryOperator<Relation> change) {
        return keep(office, change.apply(customer(office, code)).touched(now()));
    }

    public Relation changeEmail(String office, String code, String email) {
        return changeCustomer(office, code, customer -> customer.withEmail(email));
    }

    public Relation hideCustomer(String office, String code) {
        return changeCustomer(office, code, customer -> customer.withStatus(RecordStatus.HIDDEN));
    }

    /** Deletes a customer; one that is in use is hidden instead (twinfield-api §4.2). */
    public synchronized Relation deleteCustomer(String office, String code) {
        boolean used = invoices(office).stream().anyMatch(invoice -> invoice.customer().equals(code))
                || transactions(office).stream().flatMap(one -> one.lines().stream())
                        .anyMatch(line -> line.dimension().equals(code));
        return changeCustomer(office, code,
                customer -> customer.withStatus(used ? RecordStatus.HIDDEN : RecordStatus.DELETED));
    }

    /** Adds or replaces an article; Twinfield keeps no time of it. */
    public synchronized Article putArticle(String office, Article article) {
        keep(Change.of(office, article));
        return article;
    }

    public synchronized Article changeArticle(String office, String code, UnaryOperator<Article> change) {
        return putArticle(office, change.apply(article(office, code)
                .orElseThrow(() -> new IllegalArgumentException("No article " + code + " in " + office))));
    }

    /** Adds a concept with the next number of its type, whatever number it brings. */
    public synchronized SalesInvoice addConcept(String office, SalesInvoice invoice) {
        OfficeState state = state(office);
        customer(office, invoice.customer());
        return keep(office, InvoiceArithmetic.totalled(state.office,
                invoice.withNumber(state.nextInvoiceNumber(invoice.type()))));
    }

    /** Changes a concept; its totals are computed anew. A final invoice cannot be changed. */
    public synchronized SalesInvoice changeConcept(String office, String type, long number,
            UnaryOperator<SalesInvoice> change) {
        return keep(office, InvoiceArithmetic.totalled(state(office).office,
                change.apply(concept(office, type, number)).withNumber(number)));
    }

    /** Deletes a concept; its number stays open. */
    public synchronized void deleteConcept(String office, String type, long number) {
        concept(office, type, number);
        keep(Change.removal(office, OfficeState.invoiceKey(type, number)));
    }

    /** Makes a concept final: books it on the day book of its type. */
    public synchronized SalesInvoice makeFinal(String office, String type, long number) {
        OfficeState state = state(office);
        SalesInvoice concept = concept(office, type, number);
        String daybook = state.office.invoiceType(type).daybook();
        String booked = state.nextTransactionNumber(daybook, concept.date().getYear());
        SalesInvoice invoice = concept.withBooked(new Booked(daybook, booked));
        keep(Change.of(office, invoice, Bookings.ofInvoice(state.office, invoice, booked, now())));
        return invoice;
    }

    /** Adds a concept that credits an invoice line by line. */
    public synchronized SalesInvoice addCredit(String office, String type, long number) {
        SalesInvoice credited = invoice(office, type, number)
                .orElseThrow(() -> new IllegalArgumentException("No invoice " + type + " " + number + " in " + office));
        LocalDate today = LocalDate.ofInstant(clock.instant(), AMSTERDAM);
        return addConcept(office, new SalesInvoice(type, 0, today, today.plusDays(14), null, credited.bank(),
                credited.invoiceAddress(), credited.deliveryAddress(), credited.customer(), credited.currency(),
                credited.paymentMethod(), "Creditnota bij " + number, "",
                credited.lines().stream().map(line -> line.withQuantity(line.quantity().negate())).toList(), List.of(),
                BigDecimal.ZERO, BigDecimal.ZERO, null));
    }

    /** Adds a transaction with the next number of its day book and year, whatever number it brings; must balance. */
    public synchronized Transaction addTransaction(String office, Transaction transaction) {
        if (transaction.lines().stream().map(Transaction.Line::signedBaseValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add).signum() != 0) {
            throw new IllegalArgumentException("The transaction does not balance");
        }
        String number = state(office).nextTransactionNumber(transaction.daybook(), transaction.date().getYear());
        Transaction added = new Transaction(transaction.daybook(), number, transaction.date(), transaction.currency(),
                transaction.location(), transaction.origin(), now(), now(), transaction.due(),
                transaction.invoiceNumber(), transaction.paymentReference(), transaction.statement(),
                transaction.lines());
        keep(Change.of(office, added));
        return added;
    }

    /** Changes a transaction and its time of change. */
    public synchronized Transaction changeTransaction(String office, String daybook, String number,
            UnaryOperator<Transaction> change) {
        Transaction changed = change.apply(existing(office, daybook, number)).modified(now());
        keep(Change.of(office, changed));
        return changed;
    }

    public synchronized void deleteTransaction(String office, String daybook, String number, String reason) {
        Transaction transaction = existing(office, daybook, number);
        keep(Change.removal(office,
                new DeletedTransaction(daybook, number, transaction.date(), now(), "API", reason)));
    }

    /** The refresh token that counts; {@code first} until another was given. */
    public synchronized String refreshToken(String first) {
        return folder == null ? first : folder.read(REFRESH_TOKEN_FILE, first);
    }

    /** Remembers the refresh token that counts from now on. */
    public synchronized void keepRefreshToken(String token) {
        if (folder != null) {
            folder.write(REFRESH_TOKEN_FILE, token);
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }

    private OfficeState state(String office) {
        OfficeState state = offices.get(office);
        if (state == null) {
            throw new IllegalArgumentException("No office " + office);
        }
        return state;
    }

    private SalesInvoice concept(String office, String type, long number) {
        SalesInvoice invoice = invoice(office, type, number)
                .orElseThrow(() -> new IllegalArgumentException("No invoice " + type + " " + number + " in " + office));
        if (invoice.isFinal()) {
            throw new IllegalStateException("Kan geen factuur bijwerken die geen concept meer is.");
        }
        return invoice;
    }

    private Transaction existing(String office, String daybook, String number) {
        return transaction(office, daybook, number).orElseThrow(
                () -> new IllegalArgumentException("No transaction " + daybook + " " + number + " in " + office));
    }

    private Relation keep(String office, Relation relation) {
        keep(Change.of(office, relation));
        return relation;
    }

    private SalesInvoice keep(String office, SalesInvoice invoice) {
        keep(Change.of(office, invoice));
        return invoice;
    }

    private void keep(Change change) {
        if (folder != null) {
            folder.append(change);
        }
        state(change.office()).apply(change);
    }
}

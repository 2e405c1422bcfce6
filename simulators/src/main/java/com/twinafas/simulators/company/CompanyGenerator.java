package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import com.twinafas.simulators.company.Company.Oddities;
import com.twinafas.simulators.company.SalesInvoice.Booked;

/** Puts a company together: two offices with their records, and the problem cases at fixed places. */
final class CompanyGenerator {

    /** Serbia and Montenegro: no country any more, yet still on a card. */
    private static final String GONE_COUNTRY = "CS";
    private static final int UNKNOWN_COUNTRY = 15;
    private static final int AMBIGUOUS = 17;
    private static final List<Integer> ALREADY_THERE = List.of(18, 20);

    private final long seed;
    private final CompanySize size;
    private final Map<String, Integer> counters = new LinkedHashMap<>();

    CompanyGenerator(long seed, CompanySize size) {
        this.seed = seed;
        this.size = size;
    }

    Company generate() {
        Office first = OfficeChart.first();
        Office second = OfficeChart.second();
        List<Relation> firstCustomers = oddCustomers(customers(first, size.customers() * 2 / 3));
        List<Relation> secondCustomers = sharedEmail(customers(second, size.customers() - firstCustomers.size()), 2, 3);
        OfficeBooks one = books(first, firstCustomers, size.articles() * 2 / 3, size.invoices() * 2 / 3);
        OfficeBooks two = books(second, secondCustomers, size.articles() - one.articles().size(),
                size.invoices() - one.invoices().size());
        return new Company(seed, "VOORBEELD", List.of(one, two), oddities(one, two));
    }

    private RandomGenerator random(String part) {
        return new Random(seed * 31 + part.hashCode());
    }

    private List<Relation> customers(Office office, int count) {
        RelationGenerator generator = new RelationGenerator(office, random(office.code() + "customers"), size.today());
        List<Relation> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            all.add(generator.customer(n, customerCode(office, n, count)));
        }
        return all;
    }

    /** The last three codes of the second office are customers of the first too; its others have leading zeros. */
    private static String customerCode(Office office, int n, int count) {
        if (office.code().equals(OfficeChart.FIRST)) {
            return String.valueOf(1000 + n);
        }
        return n >= count - 3 ? String.valueOf(1000 + n - (count - 3)) : String.format(Locale.ROOT, "%04d", n + 1);
    }

    private List<Relation> oddCustomers(List<Relation> customers) {
        List<Relation> all = sharedEmail(customers, 5, 6);
        String email = all.get(8).email();
        all.set(10, all.get(10).withEmail(" " + email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1)));
        Relation gone = all.get(UNKNOWN_COUNTRY);
        all.set(UNKNOWN_COUNTRY, gone.withAddresses(gone.addresses().stream().map(CompanyGenerator::inGone).toList())
                .withBanks(List.of()));
        return all;
    }

    private static Address inGone(Address address) {
        return new Address(address.id(), address.type(), address.standard(), address.name(), GONE_COUNTRY, "Beograd",
                "11000", "+381 11 555 123", "", address.email(), address.contact(), address.freeLines());
    }

    private static List<Relation> sharedEmail(List<Relation> customers, int one, int other) {
        List<Relation> all = new ArrayList<>(customers);
        all.set(other, all.get(other).withEmail(all.get(one).email()));
        return all;
    }

    private OfficeBooks books(Office office, List<Relation> customers, int articleCount, int invoiceCount) {
        RelationGenerator supplierGenerator = new RelationGenerator(office, random(office.code() + "suppliers"),
                size.today());
        List<Relation> suppliers = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            suppliers.add(supplierGenerator.supplier(n, String.valueOf(2000 + n)));
        }
        List<Article> articles = new ArticleCatalogue(office, random(office.code() + "articles"))
                .articles(articleCount);
        List<SalesInvoice> invoices = invoices(office, customers, articles, invoiceCount);
        List<Transaction> transactions = new ArrayList<>();
        List<SalesInvoice> booked = new ArrayList<>();
        int last = invoices.size();
        for (int n = 0; n < last; n++) {
            SalesInvoice invoice = invoices.get(n);
            // The newest are still concepts, and here and there an older one.
            if (n >= last - 1 - last / 16 || n % 37 == 20) {
                booked.add(invoice);
                continue;
            }
            String number = next(office, OfficeChart.SALES, invoice.date());
            booked.add(invoice.withBooked(new Booked(OfficeChart.SALES, number)));
            transactions.add(Bookings.ofInvoice(office, invoice, number, evening(invoice.date())));
        }
        transactions.addAll(otherTransactions(office, customers, suppliers, booked, transactions));
        return new OfficeBooks(office, customers, suppliers, articles, booked, transactions);
    }

    private List<SalesInvoice> invoices(Office office, List<Relation> customers, List<Article> articles, int count) {
        InvoiceGenerator generator = new InvoiceGenerator(office, articles, random(office.code() + "invoices"));
        RandomGenerator random = random(office.code() + "buyers");
        boolean first = office.code().equals(OfficeChart.FIRST);
        List<SalesInvoice> all = new ArrayList<>();
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (int n = 0; n < count; n++) {
            boolean consumer = n % 3 == 1;
            String type = office.invoiceTypes().get(consumer ? 1 : 0).code();
            LocalDate date = size.today().minusDays(300L - 300L * n / count);
            // Both types are booked on one day book, where a number stands for one invoice.
            long start = consumer ? date.getYear() * 10_000L : 0;
            long number = numbers.merge(type, start + 1, (last, ignored) -> last + 1);
            if (first && type.equals("FACTUUR") && number == 7) {
                number = numbers.merge(type, 1L, Long::sum);
            }
            Relation customer = customers.get(buyer(first, n, customers.size(), random));
            all.add(first && n == 12
                    ? generator.single(type, number, date, customer, articles.get(4), OfficeChart.MARGIN)
                    : !first && n == 6
                            ? generator.single(type, number, date, customer, unknown(articles), OfficeChart.HIGH)
                            : generator.invoice(n, type, number, date, customer));
        }
        return all;
    }

    /** Problem customers buy once, so that each problem shows once. */
    private static int buyer(boolean first, int n, int customers, RandomGenerator random) {
        if (first && n == 9) {
            return UNKNOWN_COUNTRY;
        }
        if (first && n == 14) {
            return AMBIGUOUS;
        }
        int drawn = n < customers && n % 2 == 0 ? n : random.nextInt(customers);
        return first && (drawn == UNKNOWN_COUNTRY || drawn == AMBIGUOUS) ? 0 : drawn;
    }

    private static Article unknown(List<Article> articles) {
        return articles.stream().filter(article -> article.code().equals(ArticleCatalogue.UNKNOWN_IN_AFAS)).findFirst()
                .orElseThrow();
    }

    /** Payments, also written off on the invoices' own transactions, and entries that no invoice made. */
    private List<Transaction> otherTransactions(Office office, List<Relation> customers, List<Relation> suppliers,
            List<SalesInvoice> invoices, List<Transaction> booked) {
        RandomGenerator random = random(office.code() + "transactions");
        List<Transaction> all = new ArrayList<>();
        BigDecimal balance = new BigDecimal("974.01");
        int statement = 1;
        for (int n = 0; n < invoices.size(); n++) {
            SalesInvoice invoice = invoices.get(n);
            Booked transaction = invoice.booked();
            LocalDate paidOn = invoice.due();
            if (transaction == null || n % 5 > 1 || !paidOn.isBefore(size.today())
                    || invoice.totalIncluding().signum() == 0) {
                continue;
            }
            Transaction payment = Bookings.statement(next(office, OfficeChart.BANK, paidOn), paidOn,
                    List.of(invoice), BigDecimal.ZERO, statement++, balance, evening(paidOn));
            balance = Objects.requireNonNull(payment.statement()).close();
            all.add(payment);
            booked.replaceAll(one -> one.number().equals(transaction.number()) ? paid(one, evening(paidOn)) : one);
        }
        List<SalesInvoice> open = paidTogether(invoices);
        for (int n = 0; n + 3 <= open.size(); n += 3) {
            List<SalesInvoice> paid = open.subList(n, n + 3);
            LocalDate paidOn = paid.stream().map(SalesInvoice::due).max(LocalDate::compareTo).orElseThrow();
            Transaction payments = Bookings.statement(next(office, OfficeChart.BANK, paidOn), paidOn, paid,
                    n % 2 == 0 ? new BigDecimal("7.35") : BigDecimal.ZERO, statement++, balance, evening(paidOn));
            balance = Objects.requireNonNull(payments.statement()).close();
            all.add(payments);
            List<String> numbers = paid.stream().map(one -> Objects.requireNonNull(one.booked()).number()).toList();
            booked.replaceAll(one -> numbers.contains(one.number()) ? paid(one, evening(paidOn)) : one);
        }
        if (open.size() > 1) {
            LocalDate date = open.getLast().due();
            all.add(Bookings.settlement(next(office, OfficeChart.JOURNAL, date), date, open.getFirst(), open.getLast(),
                    new BigDecimal("12.50"), evening(date)));
        }
        for (int n = 0; n < 12; n++) {
            LocalDate date = size.today().minusDays(280L - 22L * n);
            BigDecimal amount = new BigDecimal(1000 + random.nextInt(90_000)).movePointLeft(2);
            all.add(Bookings.trade(office, OfficeChart.PURCHASES, next(office, OfficeChart.PURCHASES, date), date,
                    suppliers.get(n % suppliers.size()).code(), Relation.SUPPLIER, OfficeChart.COSTS,
                    OfficeChart.COST_CENTRES.get(n % OfficeChart.COST_CENTRES.size()), amount,
                    OfficeChart.PURCHASE_HIGH, "IN" + Countries.digits(6, random), evening(date)));
            if (n % 3 == 0) {
                all.add(Bookings.trade(office, OfficeChart.OWN_SALES, next(office, OfficeChart.OWN_SALES, date), date,
                        customers.get(n).code(), Relation.CUSTOMER, OfficeChart.REVENUE_HIGH,
                        OfficeChart.COST_CENTRES.get(n % OfficeChart.COST_CENTRES.size()), amount, OfficeChart.HIGH,
                        "H" + (100 + n), evening(date)));
                all.add(Bookings.journal(next(office, OfficeChart.JOURNAL, date), date, amount, evening(date)));
            }
        }
        return all;
    }

    /** Invoices that are paid on statements with those of others; no problem customer is among them. */
    private List<SalesInvoice> paidTogether(List<SalesInvoice> invoices) {
        List<SalesInvoice> paid = new ArrayList<>();
        for (int n = 2; n < invoices.size(); n += 5) {
            SalesInvoice invoice = invoices.get(n);
            if (invoice.booked() != null && invoice.due().isBefore(size.today())
                    && invoice.totalIncluding().signum() != 0) {
                paid.add(invoice);
            }
        }
        return paid;
    }

    private static Transaction paid(Transaction transaction, Instant at) {
        return transaction.modified(at).withLines(transaction.lines().stream()
                .map(line -> line.open() == null ? line : line.withOpen(new BigDecimal("0.00"))).toList());
    }

    private String next(Office office, String daybook, LocalDate date) {
        int number = counters.merge(office.code() + daybook + date.getYear(), 1, Integer::sum);
        return String.format(Locale.ROOT, "%d%05d", date.getYear(), number);
    }

    private static Instant evening(LocalDate date) {
        return date.atTime(17, 30, 12).toInstant(ZoneOffset.UTC);
    }

    private static Oddities oddities(OfficeBooks one, OfficeBooks two) {
        String gone = one.customers().get(UNKNOWN_COUNTRY).code();
        String ambiguous = one.customers().get(AMBIGUOUS).code();
        return new Oddities(
                invoiceKey(two, invoice -> invoice.lines().stream()
                        .anyMatch(line -> line.article().equals(ArticleCatalogue.UNKNOWN_IN_AFAS))),
                customerKey(one, UNKNOWN_COUNTRY), invoiceKey(one, invoice -> invoice.customer().equals(gone)),
                invoiceKey(one, invoice -> invoice.lines().stream()
                        .anyMatch(line -> line.vatCode().equals(OfficeChart.MARGIN))),
                List.of(List.of(customerKey(one, 5), customerKey(one, 6)),
                        List.of(customerKey(one, 8), customerKey(one, 10)),
                        List.of(customerKey(two, 2), customerKey(two, 3))),
                Stream.of(one, two).flatMap(books -> books.customers().stream()
                        .filter(customer -> customer.email().isEmpty())
                        .map(customer -> books.office().code() + "/customer/" + customer.code())).toList(),
                customerKey(one, AMBIGUOUS), invoiceKey(one, invoice -> invoice.customer().equals(ambiguous)),
                ALREADY_THERE.stream().map(n -> customerKey(one, n)).toList(),
                one.office().code() + "/sales-invoice/FACTUUR/7");
    }

    private static String customerKey(OfficeBooks books, int n) {
        return books.office().code() + "/customer/" + books.customers().get(n).code();
    }

    private static String invoiceKey(OfficeBooks books, Predicate<SalesInvoice> which) {
        SalesInvoice invoice = books.invoices().stream().filter(which).findFirst().orElseThrow();
        return books.office().code() + "/sales-invoice/" + invoice.type() + "/" + invoice.number();
    }
}

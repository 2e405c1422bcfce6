package com.twinafas.simulators.twinfield.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

import com.twinafas.simulators.company.Article;
import com.twinafas.simulators.company.Company.Oddities;
import com.twinafas.simulators.company.InvoiceGenerator;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.RelationGenerator;
import com.twinafas.simulators.company.SalesInvoice;

/**
 * The people of the company at work: each step is one thing that happens in an office. Kinds of step take turns, so that
 * a few steps show each of them. The deliberate problem customers are left alone.
 */
public final class Trickle {

    private static final int KINDS = 6;
    /** Far from the generated codes of either office. */
    private static final int FIRST_NEW_CODE = 1700;

    private final TwinfieldBooks books;
    private final RandomGenerator random;
    private final Set<String> leftAlone;
    private int steps;

    public Trickle(TwinfieldBooks books, long seed) {
        this.books = books;
        this.random = new Random(seed);
        Oddities odd = books.company().oddities();
        this.leftAlone = Set.of(odd.customerWithUnknownCountry(), odd.customerAmbiguousInAfas());
    }

    /**
     * What happened.
     *
     * @param what {@code new-customer}, {@code new-invoice}, {@code changed-email}, {@code changed-customer},
     *             {@code changed-article} or {@code credit-invoice}
     * @param key  of the record, {@code office/kind/code}
     */
    public record Step(String what, String key) {
    }

    /** Lets one thing happen. */
    public synchronized Step step() {
        List<Office> offices = books.offices();
        Office office = offices.get(steps / KINDS % offices.size());
        return switch (steps++ % KINDS) {
            case 0 -> newCustomer(office);
            case 2 -> changedEmail(office);
            case 3 -> changedCustomer(office);
            case 4 -> changedArticle(office);
            case 5 -> credit(office);
            default -> newInvoice(office);
        };
    }

    private Step newCustomer(Office office) {
        int code = FIRST_NEW_CODE;
        while (books.relation(office.code(), Relation.CUSTOMER, String.valueOf(code)).isPresent()) {
            code++;
        }
        Relation customer = new RelationGenerator(office, random, today()).customer(3 + 6 * random.nextInt(100),
                String.valueOf(code));
        String email = "nieuw" + code + "." + office.code().toLowerCase(Locale.ROOT) + "@klant.example";
        books.addCustomer(office.code(), customer.withEmail(email));
        invoice(office, books.customer(office.code(), String.valueOf(code)));
        return new Step("new-customer", office.code() + "/customer/" + code);
    }

    private Step newInvoice(Office office) {
        SalesInvoice invoice = invoice(office, anyCustomer(office));
        return new Step("new-invoice", key(office, invoice));
    }

    private Step changedEmail(Office office) {
        Relation customer = anyCustomer(office);
        books.changeEmail(office.code(), customer.code(),
                "post" + random.nextInt(1_000_000) + "@verhuisd-" + customer.code() + ".example");
        return new Step("changed-email", office.code() + "/customer/" + customer.code());
    }

    private Step changedCustomer(Office office) {
        Relation customer = anyCustomer(office);
        Relation.Credit credit = customer.credit();
        BigDecimal limit = new BigDecimal(1000 * (1 + random.nextInt(40))).setScale(2, RoundingMode.UNNECESSARY);
        books.changeCustomer(office.code(), customer.code(), one -> one.withCredit(new Relation.Credit(limit,
                credit.reminder(), credit.reminderEmail(), credit.blocked(), credit.segment(), credit.comment())));
        return new Step("changed-customer", office.code() + "/customer/" + customer.code());
    }

    private Step changedArticle(Office office) {
        List<Article> goods = books.articles(office.code()).stream().filter(one -> one.type().equals("normal"))
                .toList();
        Article article = goods.get(random.nextInt(goods.size()));
        BigDecimal rise = new BigDecimal("1.02");
        books.changeArticle(office.code(), article.code(), one -> one.withSubArticles(one.subArticles().stream()
                .map(sub -> sub.withPrices(sub.priceExcluding().multiply(rise).setScale(2, RoundingMode.HALF_UP),
                        sub.priceIncluding().multiply(rise).setScale(2, RoundingMode.HALF_UP)))
                .toList()));
        return new Step("changed-article", office.code() + "/article/" + article.code());
    }

    private Step credit(Office office) {
        List<SalesInvoice> credited = books.invoices(office.code()).stream()
                .filter(one -> one.isFinal() && one.totalIncluding().signum() > 0)
                .filter(one -> !isLeftAlone(office, one.customer()) && one.lines().stream().noneMatch(
                        line -> line.vatCode().equals("VMG") || line.article().equals("X999")))
                .toList();
        SalesInvoice original = credited.get(random.nextInt(credited.size()));
        SalesInvoice credit = books.addCredit(office.code(), original.type(), original.number());
        books.makeFinal(office.code(), credit.type(), credit.number());
        return new Step("credit-invoice", key(office, credit));
    }

    private SalesInvoice invoice(Office office, Relation customer) {
        List<Article> articles = books.articles(office.code());
        String type = office.invoiceTypes().get(random.nextInt(office.invoiceTypes().size())).code();
        SalesInvoice concept = books.addConcept(office.code(),
                new InvoiceGenerator(office, articles, random).invoice(10 * random.nextInt(50), type, 0, today(),
                        customer));
        return books.makeFinal(office.code(), type, concept.number());
    }

    private Relation anyCustomer(Office office) {
        List<Relation> customers = books.customers(office.code()).stream()
                .filter(one -> !isLeftAlone(office, one.code()))
                .toList();
        return customers.get(random.nextInt(customers.size()));
    }

    private boolean isLeftAlone(Office office, String customer) {
        return leftAlone.contains(office.code() + "/customer/" + customer);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(books.now(), TwinfieldBooks.AMSTERDAM);
    }

    private static String key(Office office, SalesInvoice invoice) {
        return office.code() + "/sales-invoice/" + invoice.type() + "/" + invoice.number();
    }
}

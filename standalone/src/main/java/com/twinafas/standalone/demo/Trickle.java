package com.twinafas.standalone.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.OpenInvoice;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

/**
 * What goes on in the demo's company after the first load: one change a time, as its bookkeeper would make it in
 * Twinfield, or as AFAS's users would there.
 */
final class Trickle {

    private final TwinfieldBooks books;
    private final AfasBooks afas;
    private final RandomGenerator random;

    Trickle(TwinfieldBooks books, AfasBooks afas, RandomGenerator random) {
        this.books = books;
        this.afas = afas;
        this.random = random;
    }

    /** Makes one change. @return where and what was done, with the record's number, for the person who watches */
    String next() {
        return switch (random.nextInt(8)) {
            case 0 -> processedOrder().map(done -> "in AFAS: " + done).orElseGet(this::inTwinfield);
            case 1 -> payment().map(done -> "in AFAS: " + done).orElseGet(this::inTwinfield);
            default -> inTwinfield();
        };
    }

    private String inTwinfield() {
        String office = any(books.offices().stream().map(Office::code).toList());
        return "in Twinfield: " + switch (random.nextInt(6)) {
            case 0 -> newCustomerWithInvoice(office);
            case 1 -> changedEmail(office);
            case 2 -> credit(office);
            case 3 -> finishedConcept(office);
            default -> newInvoice(office, any(customersWithInvoices(office)));
        };
    }

    /** Not of a concept: the final invoice still has to change its order. */
    private Optional<String> processedOrder() {
        Set<String> finals = books.offices().stream().map(Office::code)
                .flatMap(office -> books.invoices(office).stream().filter(SalesInvoice::isFinal)
                        .map(invoice -> office + "/sales-invoice/" + invoice.type() + "/" + invoice.number()))
                .collect(Collectors.toSet());
        List<Order> open = afas.orders().stream()
                .filter(order -> !order.processed() && finals.contains(order.reference())).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(any(open)).map(order -> {
            afas.process(order.number());
            return "order " + order.number() + " of " + order.reference() + " was delivered and invoiced";
        });
    }

    private Optional<String> payment() {
        List<OpenInvoice> open = afas.openInvoices();
        return open.isEmpty() ? Optional.empty() : Optional.of(any(open)).map(invoice -> {
            afas.pay(invoice, invoice.balance());
            return "invoice " + invoice.number() + " was paid";
        });
    }

    private String newCustomerWithInvoice(String office) {
        String code = nextCode(office);
        Relation model = any(books.customers(office));
        String email = "nieuw." + code + "." + office.toLowerCase(Locale.ROOT) + "@example.com";
        Relation customer = new Relation(model.type(), code, new UUID(random.nextLong(), random.nextLong()),
                model.name() + " " + code, "", model.status(), model.modified(), 0, "", "", "", model.terms(),
                model.credit(), model.addresses(), List.of(), model.group()).withEmail(email);
        books.addCustomer(office, customer);
        return "new customer " + office + "/" + code + ", " + newInvoice(office, code);
    }

    private String changedEmail(String office) {
        String code = any(customersWithInvoices(office));
        books.changeEmail(office, code, "gewijzigd." + code + "." + random.nextInt(1000) + "@example.com");
        return "customer " + office + "/" + code + " has another e-mail address";
    }

    private String credit(String office) {
        SalesInvoice invoice = any(finals(office));
        SalesInvoice credit = books.addCredit(office, invoice.type(), invoice.number());
        books.makeFinal(office, credit.type(), credit.number());
        return "credit " + name(office, credit) + " of " + name(office, invoice);
    }

    private String finishedConcept(String office) {
        List<SalesInvoice> concepts = books.invoices(office).stream().filter(invoice -> !invoice.isFinal()).toList();
        if (concepts.isEmpty()) {
            return newInvoice(office, any(customersWithInvoices(office)));
        }
        SalesInvoice concept = any(concepts);
        books.makeFinal(office, concept.type(), concept.number());
        return "concept " + name(office, concept) + " became final";
    }

    private String newInvoice(String office, String customer) {
        SalesInvoice model = any(finals(office));
        SalesInvoice invoice = books.addConcept(office,
                new SalesInvoice(model.type(), 0, model.date(), model.due(), model.performed(), model.bank(), 1, 1,
                        customer, model.currency(), model.paymentMethod(), "", "", model.lines(), List.of(),
                        model.totalExcluding(), model.totalIncluding(), null));
        books.makeFinal(office, invoice.type(), invoice.number());
        return "invoice " + name(office, invoice);
    }

    /** Invoices of the model's lines, but none of the deliberate problem cases: those have invoices of their own. */
    private List<SalesInvoice> finals(String office) {
        List<String> odd = List.of(books.company().oddities().invoiceOfUnknownCountry(),
                books.company().oddities().invoiceWithUnknownArticle(),
                books.company().oddities().invoiceWithUnmappedVatCode(),
                books.company().oddities().invoiceOfAmbiguousCustomer());
        return books.invoices(office).stream().filter(SalesInvoice::isFinal)
                .filter(invoice -> odd.stream()
                        .noneMatch(key -> key.equals(
                                office + "/sales-invoice/" + invoice.type() + "/" + invoice.number())))
                .toList();
    }

    private List<String> customersWithInvoices(String office) {
        return finals(office).stream().map(SalesInvoice::customer).distinct().toList();
    }

    private String nextCode(String office) {
        int highest = books.customers(office).stream().mapToInt(customer -> Integer.parseInt(customer.code())).max()
                .orElse(1000);
        int width = books.customers(office).getFirst().code().length();
        return String.format(Locale.ROOT, "%0" + width + "d", highest + 1);
    }

    private static String name(String office, SalesInvoice invoice) {
        return office + "/" + invoice.type() + "/" + invoice.number();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

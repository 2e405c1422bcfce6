package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import com.twinafas.simulators.company.Article.SubArticle;
import com.twinafas.simulators.company.SalesInvoice.Line;

/** Makes sales invoices of one office: what kinds of line one has goes round with its place in the series. */
final class InvoiceGenerator {

    private final Office office;
    private final List<Article> sellable;
    private final List<Article> specials;
    private final RandomGenerator random;

    InvoiceGenerator(Office office, List<Article> articles, RandomGenerator random) {
        this.office = office;
        this.sellable = articles.stream().filter(article -> article.status() == RecordStatus.ACTIVE)
                .filter(article -> article.type().equals("normal") && !isShipping(article))
                .filter(article -> !article.code().equals(ArticleCatalogue.UNKNOWN_IN_AFAS)).toList();
        this.specials = articles.stream().filter(article -> !article.type().equals("normal") || isShipping(article))
                .toList();
        this.random = random;
    }

    private static boolean isShipping(Article article) {
        return article.code().startsWith(ArticleCatalogue.SHIPPING);
    }

    /** A concept with its totals; {@code n} counts from 0 and decides which kinds of line it has. */
    SalesInvoice invoice(int n, String type, long number, LocalDate date, Relation customer) {
        boolean credit = n % 12 == 3;
        List<Line> lines = n % 10 == 4 ? cents(customer, type) : ordinary(n, type, customer);
        if (credit) {
            lines = lines.stream().map(line -> line.withQuantity(line.quantity().negate())).toList();
        }
        return of(n, type, number, date, customer, lines,
                credit ? "Creditnota" : n % 8 == 1 ? "Bedankt voor uw bestelling.\nWij leveren vóór vrijdag." : "");
    }

    /** A concept with one unit of one article, for the deliberate problem cases. */
    SalesInvoice single(String type, long number, LocalDate date, Relation customer, Article article,
            String vatCode) {
        SubArticle sub = article.subArticles().getFirst();
        return of(0, type, number, date, customer, List.of(Line.of(1, article.code(), sub.code(), BigDecimal.ONE,
                sub.name(), price(sub, type), sub.ledger(), sub.costCentre(), vatCode)), "");
    }

    private SalesInvoice of(int n, String type, long number, LocalDate date, Relation customer, List<Line> lines,
            String headerText) {
        String currency = switch (customer.standardAddress().country()) {
            case "US" -> "USD";
            case "GB" -> "GBP";
            default -> Office.BASE_CURRENCY;
        };
        int delivery = customer.addresses().getLast().id();
        String payment = customer.terms().mandate() != null ? "da" : n % 9 == 0 ? "cash" : "bank";
        List<Line> dated = lines.stream().map(line -> isService(line) ? line.servedOn(date.minusDays(2)) : line)
                .toList();
        SalesInvoice invoice = new SalesInvoice(type, number, date, date.plusDays(customer.terms().dueDays()),
                n % 6 == 0 ? date.minusDays(3) : null, OfficeChart.BANK, 1, delivery, customer.code(), currency,
                payment,
                headerText, n % 16 == 5 ? "Op al onze leveringen zijn voorwaarden van toepassing & geldig." : "",
                dated, List.of(), BigDecimal.ZERO, BigDecimal.ZERO, null);
        return InvoiceArithmetic.totalled(office, invoice);
    }

    private boolean isService(Line line) {
        return sellable.stream().anyMatch(one -> one.code().equals(line.article())
                && one.performanceType().equals("services"));
    }

    private List<Line> ordinary(int n, String type, Relation customer) {
        List<Line> lines = new ArrayList<>();
        if (n % 11 == 2) {
            lines.add(Line.text(1, "Uw bestelling van vorige week, aangevuld:"));
        }
        int goods = 1 + random.nextInt(4);
        for (int i = 0; i < goods; i++) {
            lines.add(article(lines.size() + 1, Countries.pick(sellable, random), type, customer));
        }
        if (n % 13 == 6) {
            lines.add(Line.of(lines.size() + 1, SalesInvoice.ONE_OFF, "", new BigDecimal("1"),
                    "Eenmalig: gravure «Zoë & Björn»", new BigDecimal("17.35"), OfficeChart.REVENUE_HIGH,
                    OfficeChart.COST_CENTRE, vatFor(OfficeChart.HIGH, customer)).withFreeText("Uw kenmerk 47-11"));
        }
        if (n % 17 == 8) {
            Line free = article(lines.size() + 1, sellable.getFirst(), type, customer);
            lines.add(free.withQuantity(BigDecimal.ZERO));
        }
        if (n % 14 == 5) {
            BigDecimal tenth = lines.stream().filter(line -> !line.isText())
                    .map(line -> line.quantity().multiply(line.price())).reduce(BigDecimal.ZERO, BigDecimal::add)
                    .multiply(new BigDecimal("-0.10")).setScale(2, RoundingMode.HALF_UP);
            lines.add(special(lines.size() + 1, ArticleCatalogue.PERCENTAGE_DISCOUNT, tenth, customer));
        } else if (n % 9 == 1) {
            lines.add(special(lines.size() + 1, ArticleCatalogue.DISCOUNT, new BigDecimal("-5.00"), customer));
        }
        if (n % 19 == 12) {
            lines.add(special(lines.size() + 1, ArticleCatalogue.PREMIUM, new BigDecimal("12.50"), customer));
        }
        if (n % 5 == 0) {
            lines.add(shipping(lines.size() + 1, n % 10 == 0, customer));
        }
        return lines;
    }

    /** Three lines whose VAT is rounded down each, but up over their sum: the totals differ by a cent or more. */
    private List<Line> cents(Relation customer, String type) {
        Article article = sellable.stream().filter(one -> one.vatCode().equals(OfficeChart.HIGH)).findFirst()
                .orElseThrow();
        List<Line> lines = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            Line line = article(id, article, type, customer);
            lines.add(Line.of(id, line.article(), line.subArticle(), BigDecimal.ONE, line.description() + " " + id,
                    new BigDecimal("1.07"), line.ledger(), line.costCentre(), line.vatCode()));
        }
        return lines;
    }

    private Line article(int id, Article article, String type, Relation customer) {
        SubArticle sub = Countries.pick(article.subArticles(), random);
        BigDecimal quantity = article.decimalQuantity()
                ? new BigDecimal(25 * (1 + random.nextInt(30))).movePointLeft(2)
                : BigDecimal.valueOf(1 + random.nextInt(12));
        return Line.of(id, article.code(), sub.code(), quantity, sub.name(), price(sub, type), sub.ledger(),
                sub.costCentre(), vatFor(article.vatCode(), customer));
    }

    /** By post or, dearer, by courier: its sub-article says which. */
    private Line shipping(int id, boolean courier, Relation customer) {
        Article article = special(ArticleCatalogue.SHIPPING);
        SubArticle sub = courier ? article.subArticles().getLast() : article.subArticles().getFirst();
        return Line.of(id, article.code(), sub.code(), BigDecimal.ONE, sub.name(), sub.priceExcluding(), sub.ledger(),
                sub.costCentre(), vatFor(OfficeChart.HIGH, customer)).withoutDiscount();
    }

    private Article special(String kind) {
        return specials.stream().filter(one -> one.code().equals(kind) || one.code().equals(kind + "B")).findFirst()
                .orElseThrow();
    }

    private Line special(int id, String kind, BigDecimal price, Relation customer) {
        Article article = special(kind);
        SubArticle sub = article.subArticles().getFirst();
        return Line.of(id, article.code(), sub.code(), BigDecimal.ONE, sub.name(), price, sub.ledger(),
                sub.costCentre(), vatFor(OfficeChart.HIGH, customer));
    }

    private BigDecimal price(SubArticle sub, String type) {
        return office.invoiceType(type).including() ? sub.priceIncluding() : sub.priceExcluding();
    }

    /**
     * VAT by the customer's own code, else by its country: within the EU to a company or to a consumer, outside, or as
     * the article.
     */
    static String vatFor(String articleCode, Relation customer) {
        if (!customer.terms().vatCode().isEmpty()) {
            return customer.terms().vatCode();
        }
        return switch (customer.standardAddress().country()) {
            case "NL", "CS" -> articleCode;
            case "GB", "US" -> OfficeChart.EXPORT;
            default -> isCompany(customer)
                    ? OfficeChart.INTRA_COMMUNITY
                    : OfficeChart.ONE_STOP_SHOP.getOrDefault(customer.standardAddress().country(), articleCode);
        };
    }

    private static boolean isCompany(Relation customer) {
        return !customer.vatNumber().isEmpty()
                || customer.standardAddress().freeLines().stream()
                        .anyMatch(line -> line.matches("[A-Z]{2}[0-9B]{8,14}"));
    }
}

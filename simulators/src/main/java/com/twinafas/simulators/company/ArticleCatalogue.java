package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import com.twinafas.simulators.company.Article.SubArticle;

/** Makes the articles of one office: goods and services, sizes as sub-articles, discounts, a premium, shipping. */
final class ArticleCatalogue {

    static final String SHIPPING = "VERZEND";
    /** What the code of shipping by courier ends with. */
    static final String COURIER = "-SPOED";
    static final String DISCOUNT = "KORTING";
    static final String PERCENTAGE_DISCOUNT = "KORTING10";
    static final String PREMIUM = "TOESLAG";
    /** Exists in Twinfield only. */
    static final String UNKNOWN_IN_AFAS = "X999";

    private static final List<String> GOODS = List.of("Bureaustoel", "Café-tafel", "Koffiebonen 1 kg",
            "Lamp \"Lumière\"",
            "Handdoek 50 × 100", "Fietstas", "Plantenbak", "Notitieboek A5", "Theepot", "Schaar & lijm", "Kledingrek",
            "Wijnglas (set van 6)", "Kaasplank", "Regenjas", "Deurmat", "Gereedschapskoffer");
    private static final List<String> SERVICES = List.of("Advies per uur", "Montage", "Onderhoud", "Vertaling");
    private static final List<String> SIZES = List.of("S", "M", "L");

    private final Office office;
    private final RandomGenerator random;

    ArticleCatalogue(Office office, RandomGenerator random) {
        this.office = office;
        this.random = random;
    }

    List<Article> articles(int count) {
        boolean first = office.code().equals(OfficeChart.FIRST);
        String suffix = first ? "" : "B";
        List<Article> all = new ArrayList<>();
        all.add(shipping(SHIPPING + suffix));
        all.add(special(DISCOUNT + suffix, "discount", "Korting", "-5.00", OfficeChart.REVENUE_HIGH, false));
        all.add(special(PERCENTAGE_DISCOUNT + suffix, "discount", "Korting 10%", "10.00", OfficeChart.REVENUE_HIGH,
                true));
        all.add(special(PREMIUM + suffix, "premium", "Spoedtoeslag", "12.50", OfficeChart.REVENUE_HIGH, false));
        if (!first) {
            all.add(goods("X999", 3));
        }
        for (int n = 0; all.size() < count; n++) {
            String code = first ? String.valueOf(2001 + n) : String.format(Locale.ROOT, "%05d", 301 + n);
            all.add(n % 6 == 5 ? service(code, n) : goods(code, n));
        }
        return all;
    }

    private Article goods(String code, int n) {
        String vat = n % 4 == 2 ? OfficeChart.LOW : OfficeChart.HIGH;
        String ledger = vat.equals(OfficeChart.LOW) ? OfficeChart.REVENUE_LOW : OfficeChart.REVENUE_HIGH;
        String name = GOODS.get(n % GOODS.size()) + (n >= GOODS.size() ? " " + (1 + n / GOODS.size()) : "");
        BigDecimal price = new BigDecimal(100 + random.nextInt(24_900)).movePointLeft(2);
        List<SubArticle> subArticles = new ArrayList<>();
        if (n % 5 == 1) {
            for (String size : SIZES) {
                subArticles.add(sub(subArticles.size() + 1, code + "-" + size, name + " " + size, price, vat, ledger));
                price = price.add(new BigDecimal("2.50"));
            }
        } else {
            subArticles.add(sub(1, n % 5 == 2 ? "" : code, name, price, vat, ledger));
        }
        return new Article(code, "normal", RecordStatus.ACTIVE, name, "", "stuk", "stuks", vat, n % 7 == 0, "goods",
                false, true, n % 3 != 2, false, subArticles);
    }

    private Article service(String code, int n) {
        String name = SERVICES.get(n / 6 % SERVICES.size()) + (n >= 24 ? " " + (1 + n / 24) : "");
        BigDecimal price = new BigDecimal(4500 + random.nextInt(9000)).movePointLeft(2);
        return new Article(code, "normal", RecordStatus.ACTIVE, name, "", "uur", "uren", OfficeChart.HIGH, true,
                "services", false, true, true, true,
                List.of(sub(1, code, name, price, OfficeChart.HIGH, OfficeChart.REVENUE_SERVICES)));
    }

    /** By post and by courier. */
    private Article shipping(String code) {
        Article post = special(code, "normal", "Verzendkosten", "6.95", OfficeChart.SHIPPING_REVENUE, false);
        return post.withSubArticles(List.of(post.subArticles().getFirst(), sub(2, code + COURIER,
                "Verzendkosten koerier", new BigDecimal("14.95"), OfficeChart.HIGH, OfficeChart.SHIPPING_REVENUE)));
    }

    private Article special(String code, String type, String name, String price, String ledger, boolean percentage) {
        return new Article(code, type, RecordStatus.ACTIVE, name, name, "stuk", "stuks", OfficeChart.HIGH, true, "",
                percentage, type.equals("normal"), true, false,
                List.of(sub(1, code, name, new BigDecimal(price), OfficeChart.HIGH, ledger)));
    }

    private SubArticle sub(int id, String code, String name, BigDecimal price, String vat, String ledger) {
        BigDecimal factor = new BigDecimal(vat.equals(OfficeChart.LOW) ? "1.09" : "1.21");
        return new SubArticle(id, code, name, "", price, price.multiply(factor).setScale(2, RoundingMode.HALF_UP), 1,
                ledger, OfficeChart.COST_CENTRE, true);
    }
}

package com.twinafas.simulators.company;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

import com.twinafas.simulators.company.Countries.Bank;
import com.twinafas.simulators.company.Countries.Country;
import com.twinafas.simulators.company.Relation.Credit;
import com.twinafas.simulators.company.Relation.Mandate;
import com.twinafas.simulators.company.Relation.Terms;

/** Makes customers and suppliers of one office: companies and persons of six countries. */
final class RelationGenerator {

    private static final List<Integer> DUE_DAYS = List.of(8, 14, 14, 30, 30, 30);
    /** Every 25th customer has no e-mail address. */
    private static final int WITHOUT_EMAIL = 25;

    private final Countries countries = Countries.load();
    private final Office office;
    private final RandomGenerator random;
    private final LocalDate today;
    private final Set<String> hosts = new HashSet<>();

    RelationGenerator(Office office, RandomGenerator random, LocalDate today) {
        this.office = office;
        this.random = random;
        this.today = today;
    }

    /** @param n counts from 0; kinds of customer go round with it, so that a few customers show every kind */
    Relation customer(int n, String code) {
        boolean reverseCharged = n % 20 == 8;
        Country country = reverseCharged ? countries.byCode("NL") : countries.forRelation(n, random);
        boolean person = n % 4 == 3;
        String name = person ? person(country) : firm(country, n);
        String email = n % WITHOUT_EMAIL == 12 ? "" : email(name, person);
        String vatNumber = person ? "" : country.vatNumber(random);
        String cocNumber = !person && country.code().equals("NL") ? Countries.digits(8, random) : "";
        boolean byLabel = n % 3 == 1;
        List<Address> addresses = addresses(n, country, name, person, email, byLabel ? vatNumber : "",
                byLabel ? cocNumber : "");
        boolean collected = n % 10 == 4;
        String reverse = reverseCharged ? OfficeChart.REVERSE_CHARGE : "";
        Terms terms = new Terms(Countries.pick(DUE_DAYS, random), collected ? "SEPANLDD" : "", reverse,
                n % 5 == 2 ? email : "", n % 6 == 1 ? "EXT-" + Countries.digits(5, random) : "",
                collected ? new Mandate(code, today.minusDays(500 - n % 100), today.minusDays(480 - n % 100)) : null,
                n % 15 == 9 ? 5 : 0, n % 15 == 9 ? new BigDecimal("2.75") : BigDecimal.ZERO);
        Credit credit = new Credit(new BigDecimal(n % 4 == 0 ? 2500 * (1 + random.nextInt(10)) : 0).setScale(2),
                n % 8 == 5 && !email.isEmpty() ? "email" : "true", n % 8 == 5 ? email : "", n % 40 == 31,
                n % 7 == 3 ? "Segment " + (n % 3) : "",
                n % 30 == 2 ? "Belt liever niet vóór 10 uur & mailt graag" : "");
        return new Relation(Relation.CUSTOMER, code, uid(), name, shortened(name, n), RecordStatus.ACTIVE, moment(n),
                n % 5, person ? "" : "https://www." + slug(name) + ".example", byLabel ? "" : cocNumber,
                byLabel ? "" : vatNumber, terms, credit, addresses, banks(n, country, name),
                n % 3 == 0 ? "1GRT" : person ? "3PAR" : null);
    }

    Relation supplier(int n, String code) {
        Country country = countries.byCode(n % 5 == 4 ? "DE" : "NL");
        String name = firm(country, n);
        Terms terms = new Terms(30, "SEPANLCT", "", "", "", null, 0, BigDecimal.ZERO);
        Credit credit = new Credit(new BigDecimal("0.00"), "true", "", false, "", "");
        return new Relation(Relation.SUPPLIER, code, uid(), name, "", RecordStatus.ACTIVE, moment(n), 0, "",
                country.code().equals("NL") ? Countries.digits(8, random) : "", country.vatNumber(random), terms,
                credit,
                List.of(address(1, "invoice", true, country, name, email(name, false), "", "", "")),
                banks(0, country, name), "2REL");
    }

    private List<Address> addresses(int n, Country country, String name, boolean person, String email, String vat,
            String coc) {
        String contact = person ? "" : person(country);
        List<Address> all = new ArrayList<>();
        all.add(address(1, "invoice", true, country, name, email, contact, vat, coc));
        if (n % 6 == 2) {
            Address box = address(2, "postal", false, country, name, email, "", "", "");
            String text = country.code().equals("NL") ? "Postbus " + (10 + random.nextInt(9000)) : street(country);
            all.add(box.withFreeLine(fieldOf("Adres"), text));
        }
        if (n % 9 == 5) {
            all.add(address(all.size() + 1, "contact", false, country, name + " (magazijn)", "", "", "", ""));
        }
        return all;
    }

    private Address address(int id, String type, boolean standard, Country country, String name, String email,
            String contact, String vat, String coc) {
        Address empty = new Address(id, type, standard, name, country.code(), Countries.pick(country.cities(), random),
                country.postcode(random), country.telephone(random), "", email, contact,
                List.of("", "", "", "", "", ""));
        return empty.withFreeLine(fieldOf("Tav"), contact.isEmpty() ? "" : "T.a.v. " + contact)
                .withFreeLine(fieldOf("Adres"), street(country)).withFreeLine(fieldOf("BTW nummer"), vat)
                .withFreeLine(fieldOf("KVK nummer"), coc);
    }

    private String street(Country country) {
        return country.street(random);
    }

    private int fieldOf(String label) {
        return office.addressLabels().indexOf(label) + 1;
    }

    private List<BankAccount> banks(int n, Country country, String name) {
        if (n % 5 == 1) {
            return List.of();
        }
        List<BankAccount> all = new ArrayList<>();
        all.add(bank(1, true, country, name));
        if (n % 12 == 6) {
            all.add(bank(2, false, country, name));
        }
        return all;
    }

    private BankAccount bank(int id, boolean standard, Country country, String name) {
        Bank bank = Countries.pick(country.banks(), random);
        String account = country.account(bank, random);
        return new BankAccount(id, standard, false, name, country.hasIban() ? "" : account, bank.name(), bank.bic(),
                Countries.pick(country.cities(), random), country.code(),
                country.hasIban() ? Countries.iban(country.code(), account) : "");
    }

    private String person(Country country) {
        return Countries.pick(country.firstNames(), random) + " " + Countries.pick(country.lastNames(), random);
    }

    private String firm(Country country, int n) {
        String core = Countries.pick(country.trades(), random) + " " + Countries.pick(country.lastNames(), random);
        String mark = n % 23 == 7 ? " <Design>" : n % 19 == 10 ? " \"De Zaak\"" : "";
        return core + mark + " " + Countries.pick(country.legal(), random);
    }

    private String email(String name, boolean person) {
        String slug = slug(name);
        int next = 2;
        String host = slug;
        while (!hosts.add(host)) {
            host = slug + next++;
        }
        return (person ? "post@" : "info@") + host + (office.code().equals(OfficeChart.FIRST) ? "" : ".winkel")
                + ".example";
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name.replace("ß", "ss").replace("ø", "o"), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.length() > 40 ? slug.substring(0, 40).replaceAll("-$", "") : slug;
    }

    private static String shortened(String name, int n) {
        return n % 4 == 1 ? name.substring(0, Math.min(20, name.length())).strip() : "";
    }

    private Instant moment(int n) {
        return today.minusDays(30 + n % 370).atTime(8, 0).plusSeconds(random.nextInt(30_000)).toInstant(ZoneOffset.UTC);
    }

    private UUID uid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & ~(3L << 62)) | (2L << 62));
    }
}

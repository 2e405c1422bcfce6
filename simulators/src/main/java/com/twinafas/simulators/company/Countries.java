package com.twinafas.simulators.company;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What makes a relation of a country believable: names, streets, postal codes, VAT numbers, bank accounts. */
final class Countries {

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private final List<Country> all;

    private Countries(List<Country> all) {
        this.all = all;
    }

    /** Reads the countries that ship with the simulators. */
    static Countries load() {
        try (InputStream in = Countries.class.getResourceAsStream("countries.yaml")) {
            if (in == null) {
                throw new IllegalStateException("countries.yaml is missing");
            }
            return new Countries(List.of(new YAMLMapper().readValue(in, Country[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Country byCode(String code) {
        return all.stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
    }

    /** The n-th relation's country: the first ones go round all countries, the others by weight. */
    Country forRelation(int n, RandomGenerator random) {
        if (n < all.size()) {
            return all.get(n);
        }
        int drawn = random.nextInt(all.stream().mapToInt(Country::weight).sum());
        for (Country country : all) {
            drawn -= country.weight();
            if (drawn < 0) {
                return country;
            }
        }
        return all.getFirst();
    }

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    static String digits(int count, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? 1 + random.nextInt(9) : random.nextInt(10));
        }
        return text.toString();
    }

    /** An IBAN with right check digits (ISO 13616). */
    static String iban(String country, String account) {
        BigInteger rest = new BigInteger(numeric(account + country + "00")).mod(NINETY_SEVEN);
        return country + String.format(Locale.ROOT, "%02d", 98 - rest.intValue()) + account;
    }

    private static String numeric(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return digits.toString();
    }

    record Bank(String name, String code, String bic) {
    }

    record Country(String code, int weight, String phone, String vat, String postal, List<String> legal,
            List<String> trades, List<String> firstNames, List<String> lastNames, List<String> streets,
            List<String> additions, List<String> cities, List<Bank> banks) {

        String street(RandomGenerator random) {
            String number = (1 + random.nextInt(240)) + pick(additions, random);
            return pick(streets, random).replace("{n}", number);
        }

        String telephone(RandomGenerator random) {
            return phone.replace("{area}", digits(2, random)).replace("{six}", digits(6, random));
        }

        String postcode(RandomGenerator random) {
            return filled(postal, random);
        }

        /** Empty where companies have none. */
        String vatNumber(RandomGenerator random) {
            if (code.equals("BE")) {
                long base = 4_000_000L + random.nextInt(3_000_000);
                return String.format(Locale.ROOT, "BE%08d%02d", base, 97 - base % 97);
            }
            return vat.startsWith(code) ? code + filled(vat.substring(code.length()), random) : "";
        }

        /** The account as its country writes it inside an IBAN. */
        String account(Bank bank, RandomGenerator random) {
            return switch (code) {
                case "NL" -> bank.code() + "0" + digits(9, random);
                case "BE" -> {
                    String base = bank.code() + digits(7, random);
                    long check = Long.parseLong(base) % 97;
                    yield base + String.format(Locale.ROOT, "%02d", check == 0 ? 97 : check);
                }
                case "DE" -> bank.code() + digits(10, random);
                case "FR" -> {
                    String base = bank.code() + digits(11, random);
                    BigInteger key = NINETY_SEVEN.subtract(new BigInteger(base + "00").mod(NINETY_SEVEN));
                    yield base + String.format(Locale.ROOT, "%02d", key);
                }
                case "GB" -> bank.code() + digits(14, random);
                default -> digits(10, random);
            };
        }

        boolean hasIban() {
            return !code.equals("US");
        }

        private static String filled(String pattern, RandomGenerator random) {
            StringBuilder text = new StringBuilder();
            pattern.chars().forEach(c -> {
                switch (c) {
                    case '9' ->
                        text.append((char) ('0' + (text.isEmpty() ? 1 + random.nextInt(9) : random.nextInt(10))));
                    case 'A' -> text.append("ABCDEFGHJKLNPRSTUVWXZ".charAt(random.nextInt(21)));
                    default -> text.append((char) c);
                }
            });
            return text.toString();
        }
    }
}

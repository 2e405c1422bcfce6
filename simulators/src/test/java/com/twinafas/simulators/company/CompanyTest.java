package com.twinafas.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.company.SalesInvoice.Booked;
import com.twinafas.simulators.company.SalesInvoice.Line;

class CompanyTest {

    private final Company company = Company.generate(7, CompanySize.DEFAULT);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Company.generate(7, CompanySize.DEFAULT)).isEqualTo(company);
        assertThat(Company.generate(8, CompanySize.DEFAULT)).isNotEqualTo(company);
    }

    @Test
    void isLargeEnoughForTheDemo() {
        assertThat(customers().count()).isGreaterThanOrEqualTo(320);
        assertThat(articles().count()).isGreaterThanOrEqualTo(64);
        assertThat(invoices().count()).isGreaterThanOrEqualTo(320);
        assertThat(customers().map(customer -> customer.standardAddress().country()).collect(Collectors.toSet()))
                .contains("NL", "BE", "DE", "FR", "GB", "US");
    }

    @Test
    void hasTheSameCustomerCodeInBothOfficesAndLeadingZeros() {
        Set<String> first = codes(company.offices().getFirst());
        Set<String> second = codes(company.offices().getLast());
        assertThat(second).contains("0001", "1000").containsAnyElementsOf(first);
        assertThat(first).hasSize(company.offices().getFirst().customers().size());
        assertThat(second).hasSize(company.offices().getLast().customers().size());
    }

    @Test
    void hasEveryKindOfLine() {
        List<Line> lines = invoices().flatMap(invoice -> invoice.lines().stream()).toList();
        assertThat(lines).anyMatch(Line::isText)
                .anyMatch(line -> line.article().equals(SalesInvoice.ONE_OFF))
                .anyMatch(line -> !line.isText() && line.quantity().signum() == 0)
                .anyMatch(line -> line.quantity().stripTrailingZeros().scale() > 0)
                .anyMatch(line -> line.article().startsWith("KORTING"))
                .anyMatch(line -> line.article().startsWith("VERZEND"))
                .anyMatch(line -> line.article().startsWith("TOESLAG"))
                .anyMatch(line -> line.subArticle().endsWith("-SPOED") && !line.discountAllowed())
                .anyMatch(line -> line.performed() != null && line.performanceType().equals("services"))
                .anyMatch(line -> !line.freeText1().isEmpty());
        assertThat(lines.stream().map(Line::vatCode).collect(Collectors.toSet())).contains("VH", "VL", "ICP", "EXP",
                "VV", "OSSBE", "OSSDE", "OSSFR");
        assertThat(invoices().map(SalesInvoice::currency).collect(Collectors.toSet())).contains("EUR", "USD", "GBP");
        assertThat(invoices()).anyMatch(invoice -> !invoice.isFinal())
                .anyMatch(invoice -> invoice.totalIncluding().signum() < 0);
    }

    @Test
    void roundsVatByCodeOverTheSumOfTheLines() {
        assertThat(invoices()).anyMatch(invoice -> {
            BigDecimal byLine = invoice.lines().stream().map(Line::vat).reduce(BigDecimal.ZERO, BigDecimal::add);
            return byLine.compareTo(invoice.totalIncluding().subtract(invoice.totalExcluding())) != 0;
        });
    }

    @Test
    void booksEveryFinalInvoiceAndBalances() {
        for (OfficeBooks books : company.offices()) {
            Set<Booked> booked = new HashSet<>();
            books.invoices().stream().filter(SalesInvoice::isFinal)
                    .forEach(invoice -> assertThat(booked.add(invoice.booked())).isTrue());
            Set<Booked> transactions = books.transactions().stream()
                    .map(one -> new Booked(one.daybook(), one.number())).collect(Collectors.toSet());
            assertThat(transactions).hasSize(books.transactions().size()).containsAll(booked);
            assertThat(books.transactions()).allSatisfy(transaction -> {
                assertThat(sum(transaction.lines().stream().map(Transaction.Line::signedValue))).isZero();
                assertThat(sum(transaction.lines().stream().map(Transaction.Line::signedBaseValue))).isZero();
            });
        }
    }

    @Test
    void sellsToConsumersAbroadAtTheRateOfTheirCountry() {
        for (OfficeBooks books : company.offices()) {
            assertThat(books.invoices().stream().flatMap(invoice -> invoice.vatLines().stream()
                    .filter(line -> line.vatCode().startsWith("OSS")).map(line -> line.vatCode() + " "
                            + line.percentage() + " " + customer(books.office().code() + "/customer/"
                                    + invoice.customer()).standardAddress().country()))
                    .collect(Collectors.toSet())).isNotEmpty()
                    .isSubsetOf("OSSBE 21 BE", "OSSDE 19 DE", "OSSFR 20 FR");
        }
        assertThat(AfasSide.of(company).vatTable()).filteredOn(row -> row.code().startsWith("OSS")).hasSize(3);
    }

    @Test
    void hasStatementsAndJournalTransactionsOfSeveralCustomersAndCostCentresOnLines() {
        for (OfficeBooks books : company.offices()) {
            assertThat(books.transactions().stream().filter(one -> one.daybook().equals("BNK"))
                    .map(CompanyTest::customers)).anyMatch(customers -> customers > 2);
            assertThat(books.transactions().stream().filter(one -> one.daybook().equals("MEMO"))
                    .map(CompanyTest::customers)).anyMatch(customers -> customers == 2);
            assertThat(books.transactions().stream().flatMap(one -> one.lines().stream())
                    .filter(line -> line.dimensionType().equals("KPL")).map(Transaction.Line::dimension)
                    .collect(Collectors.toSet())).contains("00000", "00001", "00002");
            assertThat(books.transactions().stream().flatMap(one -> one.lines().stream())
                    .map(Transaction.Line::project)).contains("P0000");
        }
    }

    private static long customers(Transaction transaction) {
        return transaction.lines().stream().filter(line -> line.dimensionType().equals(Relation.CUSTOMER))
                .map(Transaction.Line::dimension).distinct().count();
    }

    @Test
    void writesIbansWithRightCheckDigits() {
        assertThat(customers().flatMap(customer -> customer.banks().stream()).map(BankAccount::iban)
                .filter(iban -> !iban.isEmpty())).isNotEmpty().allMatch(CompanyTest::isIban);
        assertThat(Countries.iban("GB", "WEST12345698765432")).isEqualTo("GB82WEST12345698765432");
    }

    @Test
    void keepsEveryPromisedProblemCase() {
        Company.Oddities odd = company.oddities();
        assertThat(customer(odd.customerWithUnknownCountry()).standardAddress().country()).isEqualTo("CS");
        assertThat(odd.customersWithoutEmail()).isNotEmpty()
                .allSatisfy(key -> assertThat(customer(key).email()).isEmpty());
        assertThat(odd.customersWithOneEmail()).allSatisfy(pair -> assertThat(pair.stream()
                .map(key -> customer(key).email().strip().toLowerCase(java.util.Locale.ROOT)).distinct()).hasSize(1));
        assertThat(AfasSide.of(company).vatTable()).noneMatch(row -> row.code().equals("VMG"));
        assertThat(AfasSide.of(company).items()).noneMatch(item -> item.code().equals("X999"))
                .extracting(AfasSide.Item::code).doesNotHaveDuplicates();
        assertThat(AfasSide.of(company).debtors()).filteredOn(
                debtor -> debtor.email().equals(customer(odd.customerAmbiguousInAfas()).email())).hasSize(2);
        Set<String> keys = company.offices().stream().flatMap(books -> books.invoices().stream().map(
                invoice -> books.office().code() + "/sales-invoice/" + invoice.type() + "/" + invoice.number()))
                .collect(Collectors.toSet());
        assertThat(keys).hasSize((int) invoices().count())
                .contains(odd.invoiceWithUnknownArticle(), odd.invoiceWithUnmappedVatCode(),
                        odd.invoiceOfUnknownCountry(), odd.invoiceOfAmbiguousCustomer())
                .doesNotContain(odd.missingInvoiceNumber());
    }

    @Test
    void keepsEveryProblemCaseInTheSmallestCompany() {
        Company small = Company.generate(3, CompanySize.SMALL.on(LocalDate.of(2027, 2, 3)));
        assertThat(small.oddities().customersWithoutEmail()).isNotEmpty();
        assertThat(AfasSide.of(small).debtors()).hasSize(4).noneMatch(debtor -> debtor.email().isEmpty());
    }

    private Stream<Relation> customers() {
        return company.offices().stream().flatMap(books -> books.customers().stream());
    }

    private Stream<Article> articles() {
        return company.offices().stream().flatMap(books -> books.articles().stream());
    }

    private Stream<SalesInvoice> invoices() {
        return company.offices().stream().flatMap(books -> books.invoices().stream());
    }

    private Relation customer(String key) {
        String[] parts = key.split("/", 3);
        return company.office(parts[0]).customers().stream().filter(one -> one.code().equals(parts[2])).findFirst()
                .orElseThrow();
    }

    private static Set<String> codes(OfficeBooks books) {
        return books.customers().stream().map(Relation::code).collect(Collectors.toSet());
    }

    private static BigDecimal sum(Stream<BigDecimal> values) {
        return values.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isIban(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}

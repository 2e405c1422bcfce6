package com.twinafas.simulators.twinfield.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.RecordStatus;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.company.Transaction;

class TwinfieldBooksTest {

    private static final String OFFICE = "0042";

    private final Company company = Company.generate(4, CompanySize.SMALL);
    private Instant now = Instant.parse("2026-11-20T12:00:00.250Z");
    private final TwinfieldBooks books = TwinfieldBooks.inMemory(company, () -> now);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void booksAnInvoiceThatBecomesFinal() {
        SalesInvoice concept = concept();
        SalesInvoice made = books.makeFinal(OFFICE, concept.type(), concept.number());
        SalesInvoice.Booked booked = Objects.requireNonNull(made.booked());
        Transaction transaction = books.transaction(OFFICE, booked.daybook(), booked.number()).orElseThrow();
        assertThat(transaction.modified()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(transaction.lines().getFirst().value()).isEqualByComparingTo(made.totalIncluding().abs());
        assertThatThrownBy(() -> books.changeConcept(OFFICE, made.type(), made.number(), one -> one))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void creditsAnInvoiceLineByLine() {
        SalesInvoice original = books.invoices(OFFICE).getFirst();
        SalesInvoice credit = books.addCredit(OFFICE, original.type(), original.number());
        assertThat(credit.totalIncluding()).isEqualByComparingTo(original.totalIncluding().negate());
        assertThat(credit.number()).isGreaterThan(original.number());
    }

    @Test
    void hidesACustomerInUseInsteadOfDeletingIt() {
        String used = books.invoices(OFFICE).getFirst().customer();
        assertThat(books.deleteCustomer(OFFICE, used).status()).isEqualTo(RecordStatus.HIDDEN);
        Relation unused = books.addCustomer(OFFICE, renamed("1999"));
        assertThat(books.deleteCustomer(OFFICE, unused.code()).status()).isEqualTo(RecordStatus.DELETED);
    }

    @Test
    void changesTotalsAndTimesOfChange() {
        SalesInvoice concept = concept();
        SalesInvoice changed = books.changeConcept(OFFICE, concept.type(), concept.number(), one -> one.withLines(
                one.lines().stream().map(line -> line.withQuantity(line.quantity().add(BigDecimal.ONE))).toList()));
        assertThat(changed.totalIncluding()).isGreaterThan(concept.totalIncluding());
        now = now.plusSeconds(5);
        Relation customer = books.changeEmail(OFFICE, "0001", "ander@voorbeeld.example");
        assertThat(customer.modified()).isEqualTo("2026-11-20T12:00:05Z");
        assertThat(customer.email()).isEqualTo("ander@voorbeeld.example");
    }

    @Test
    void neverGivesADeletedTransactionsNumberAgain() {
        Transaction last = books.transactions(OFFICE).stream().filter(one -> one.daybook().equals("MEMO"))
                .reduce((first, second) -> second).orElseThrow();
        books.deleteTransaction(OFFICE, "MEMO", last.number(), "Dubbel");
        Transaction next = books.addTransaction(OFFICE, last);
        assertThat(next.number()).isGreaterThan(last.number());
        assertThat(books.deletedTransactions(OFFICE)).extracting(DeletedTransaction::number)
                .containsExactly(last.number());
    }

    @Test
    void goesOnWhereAKillCutItOff() throws IOException {
        TwinfieldBooks first = TwinfieldBooks.open(folder, () -> company, () -> now);
        first.changeEmail(OFFICE, "0002", "ander@voorbeeld.example");
        first.hideCustomer("NLA001", "1004");
        first.changeArticle(OFFICE, "00301", one -> one.withName("Bureaustoel, verstelbaar"));
        SalesInvoice concept = concept();
        first.makeFinal(OFFICE, concept.type(), concept.number());
        first.addTransaction(OFFICE, first.transactions(OFFICE).getFirst());
        first.deleteTransaction(OFFICE, "MEMO", first.transactions(OFFICE).stream()
                .filter(one -> one.daybook().equals("MEMO")).findFirst().orElseThrow().number(), "Dubbel");
        SalesInvoice open = first.addCredit(OFFICE, first.invoices(OFFICE).getFirst().type(),
                first.invoices(OFFICE).getFirst().number());
        first.deleteConcept(OFFICE, open.type(), open.number());
        // Not closed: the process is gone, in the middle of a line.
        Files.writeString(folder.resolve("changes.jsonl"), "{\"office\":\"0042\",\"relat", StandardOpenOption.APPEND);

        try (TwinfieldBooks second = TwinfieldBooks.open(folder, () -> Company.generate(99, CompanySize.SMALL),
                () -> now)) {
            assertThat(second.company()).isEqualTo(company);
            assertSame(first, second);
            second.changeEmail(OFFICE, "0001", "na@de-val.example");
        }
        try (TwinfieldBooks third = TwinfieldBooks.open(folder, () -> company, () -> now)) {
            assertThat(third.customer(OFFICE, "0001").email()).isEqualTo("na@de-val.example");
        }
    }

    private static void assertSame(TwinfieldBooks first, TwinfieldBooks second) {
        for (String office : List.of("NLA001", OFFICE)) {
            assertThat(second.relations(office, Relation.CUSTOMER))
                    .isEqualTo(first.relations(office, Relation.CUSTOMER));
            assertThat(second.articles(office)).isEqualTo(first.articles(office));
            assertThat(second.invoices(office)).isEqualTo(first.invoices(office));
            assertThat(second.transactions(office)).isEqualTo(first.transactions(office));
            assertThat(second.deletedTransactions(office)).isEqualTo(first.deletedTransactions(office));
        }
    }

    private SalesInvoice concept() {
        return books.invoices(OFFICE).stream().filter(one -> !one.isFinal() && one.totalIncluding().signum() > 0)
                .findFirst().orElseThrow();
    }

    private Relation renamed(String code) {
        Relation one = books.customer(OFFICE, "0001");
        return new Relation(one.type(), code, one.uid(), "Nieuw", "", one.status(), one.modified(), 0, one.website(),
                one.cocNumber(), one.vatNumber(), one.terms(), one.credit(), one.addresses(), one.banks(), one.group());
    }
}

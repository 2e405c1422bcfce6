package com.twinafas.writer.dispatch;

import static com.twinafas.writer.scenario.Samples.article;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.item;
import static com.twinafas.writer.scenario.Samples.onDebtor;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static com.twinafas.writer.scenario.Samples.statement;
import static com.twinafas.writer.scenario.Samples.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.scenario.Samples;

class UpdateKeysTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", " Info@V.example ");
    private static final DebtorBlock PERSON = person("1002", 1, "Jansen", null);

    @Test
    void aDebtorHoldsAllThatItsCustomerCanBeFoundBy() {
        DebtorBlock known = new DebtorBlock(COMPANY.customer(), 1, "raw", "says", COMPANY.party(),
                new DebtorBlock.Identity("Info@v.example", "12345678", "NL001", "10001"), null, COMPANY.relation());

        assertThat(keys(customer("1001"), new AfasUpdate.DebtorUpdate(known))).containsExactlyInAnyOrder(
                alone("record:NL01/customer/1001"), alone("email:info@v.example"), alone("chamber:12345678"),
                alone("vat:nl001"), alone("debtor:10001"));
    }

    @Test
    void whereThereIsNoMailAddressItHoldsTheName() {
        assertThat(keys(customer("1002"), new AfasUpdate.DebtorUpdate(PERSON))).hasSize(2)
                .contains(alone("record:NL01/customer/1002"))
                .anySatisfy(key -> assertThat(key.name()).startsWith("name:").contains("jansen"));
    }

    @Test
    void anInvoiceHoldsItsCustomerAloneAndSharesItsItems() {
        assertThat(keys(invoice(1), order(invoice(1), COMPANY, 1, 1))).containsExactlyInAnyOrder(
                alone("record:NL01/sales-invoice/FACTUUR/1"), alone("record:NL01/customer/1001"),
                alone("email:info@v.example"), shared("item:" + Samples.KEYBOARD), shared("item:" + Samples.BOOK));
        assertThat(keys(article("1000"), item("1000", "Toetsenbord"))).containsExactlyInAnyOrder(
                alone("record:NL01/article/1000"), alone("item:1000"));
    }

    @Test
    void onTheDefaultDebtorInvoicesHoldUpNobody() {
        assertThat(keys(invoice(1), order(invoice(1), onDebtor(COMPANY, "1"), 1))).containsExactlyInAnyOrder(
                alone("record:NL01/sales-invoice/FACTUUR/1"), shared("item:" + Samples.KEYBOARD));
    }

    @Test
    void anEntryHoldsItsJournalAndEachOfItsCustomers() {
        AfasUpdate statement = statement(transaction(1), new Samples.Payment(COMPANY, "1", "10.00"),
                new Samples.Payment(PERSON, "2", "20.00"));

        assertThat(keys(transaction(1), statement)).contains(alone("record:NL01/transaction/VRK/1"),
                alone("journal:1/50"), alone("record:NL01/customer/1001"), alone("email:info@v.example"),
                alone("record:NL01/customer/1002"));
        assertThat(UpdateKeys.customers(statement)).containsExactly(customer("1001"), customer("1002"));
    }

    @Test
    void aDeletionHoldsItsRecord() {
        assertThat(keys(customer("1001"), new AfasUpdate.Deletion(true)))
                .containsExactly(alone("record:NL01/customer/1001"));
    }

    @Test
    void onlyWhatBringsDebtorsIsAboutCustomers() {
        assertThat(Stream.of(new AfasUpdate.DebtorUpdate(COMPANY), order(invoice(1), COMPANY, 1),
                item("1000", "Toetsenbord"), new AfasUpdate.Deletion(true)).map(UpdateKeys::customers))
                .containsExactly(List.of(customer("1001")), List.of(customer("1001")), List.of(), List.of());
    }

    private static Set<UpdateKey> keys(RecordKey key, AfasUpdate content) {
        return UpdateKeys.of(new Update(key, new Version(1, 1, "raw", "says", null), content,
                new Update.Position(Topic.UPDATE, 0)));
    }

    private static UpdateKey alone(String name) {
        return new UpdateKey(name, false);
    }

    private static UpdateKey shared(String name) {
        return new UpdateKey(name, true);
    }
}

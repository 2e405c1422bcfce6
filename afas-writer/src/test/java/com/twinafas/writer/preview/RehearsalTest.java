package com.twinafas.writer.preview;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.writer.scenario.Rig;

class RehearsalTest {

    private static final DebtorBlock COMPANY = company("1001", 5, "Voorbeeld B.V.", "inkoop@voorbeeld.example");

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void showsTheDebtorBeforeTheDocumentAndSendsNeither() {
        // When
        Rehearsal.Result result = rehearse(invoice(1), 1, order(invoice(1), COMPANY, 1));

        // Then
        assertThat(result.outcome()).isEqualTo("delivered");
        assertThat(result.requests()).extracting(AfasRequest::connector).containsExactly("KnSalesRelationOrg",
                "FbSales");
        assertThat(RequestBody.of(result.requests().getLast())).contains("\"DbId\":\"?\"",
                "\"RfCs\":\"NL01/sales-invoice/FACTUUR/1\"");
        assertThat(rig.books().debtors()).isEmpty();
        assertThat(rig.books().documents()).isEmpty();
        assertThat(rig.ledger().steps(invoice(1))).isEmpty();
    }

    @Test
    void namesADebtorThatAfasHasByItsNumber() {
        // Given
        rig.deliver(customer("1001"), 5, new AfasUpdate.DebtorUpdate(COMPANY));
        String debtor = rig.books().debtors().getFirst().number();

        // When
        Rehearsal.Result result = rehearse(invoice(1), 6, order(invoice(1), COMPANY, 1));

        // Then
        assertThat(result.requests()).extracting(AfasRequest::connector).containsExactly("FbSales");
        assertThat(RequestBody.of(result.requests().getFirst())).contains("\"DbId\":\"" + debtor + "\"");
    }

    @Test
    void changesNothingThatAfasHasAlready() {
        // Given
        rig.deliver(invoice(1), 1, order(invoice(1), COMPANY, 1));

        // Then
        assertThat(rehearse(invoice(1), 1, order(invoice(1), COMPANY, 1)).outcome()).isEqualTo("unchanged");
    }

    @Test
    void tellsWhatWouldBeRefused() {
        // When
        Rehearsal.Result result = rehearse(invoice(1), 1, withItem(order(invoice(1), COMPANY, 1), "MISSING"));

        // Then
        assertThat(result.outcome()).isEqualTo("refused");
        assertThat(result.refusal()).extracting(cause -> cause.code()).isEqualTo(FailureCode.ITEM_MISSING);
    }

    @Test
    void saysSoWhenAfasCannotBeAsked() {
        // Given
        rig.afas().close();

        // When
        Rehearsal.Result result = rehearse(invoice(1), 1, order(invoice(1), COMPANY, 1));

        // Then
        assertThat(result.outcome()).isEqualTo("refused");
        assertThat(result.refusal()).extracting(cause -> cause.code()).isEqualTo(FailureCode.AFAS_UNAVAILABLE);
    }

    @Test
    void comparesAChangeWithWhatAfasShows() {
        // Given
        rig.deliver(customer("1001"), 5, new AfasUpdate.DebtorUpdate(COMPANY));
        DebtorBlock renamed = company("1001", 6, "Voorbeeld Holding B.V.", "inkoop@voorbeeld.example");

        // When
        Rehearsal.Result result = rehearse(customer("1001"), 6, new AfasUpdate.DebtorUpdate(renamed));
        var changes = new AfasComparison(rig.client(), rig.settings().afas().connectors())
                .changes(result.requests().getFirst());

        // Then
        assertThat(changes).contains(new AfasComparison.Change("KnOrganisation/Nm", "Voorbeeld B.V.",
                "Voorbeeld Holding B.V."));
        assertThat(changes).extracting(AfasComparison.Change::field).doesNotContain("KnOrganisation/EmAd", "CuId");
    }

    private Rehearsal.Result rehearse(RecordKey key, long revision, AfasUpdate content) {
        return new Rehearsal(rig.client(), rig.settings(), InstantSource.system()).of(
                rig.update(key, revision, 1, content),
                Stream.of(key, customer("1001")).distinct()
                        .collect(Collectors.toMap(known -> known, rig::delivery)),
                (debtor, customer) -> rig.ledger().isLinkedByAnother(debtor, customer));
    }

    private static AfasUpdate.InvoiceUpdate withItem(AfasUpdate.InvoiceUpdate order, String item) {
        return new AfasUpdate.InvoiceUpdate(order.documentKind(), order.administration(), order.reference(),
                order.orderNumber(), order.date(), order.currency(), order.finalInvoice(), order.totalIncluding(),
                order.totalExcluding(), order.debtor(), new TreeSet<>(List.of(item)),
                order.document());
    }
}

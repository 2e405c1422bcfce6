package com.twinafas.writer.dispatch;

import static com.twinafas.writer.scenario.Samples.at;
import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.onDebtor;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ForwardingAfas;
import com.twinafas.afas.GetQuery;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.writer.scenario.Rig;

class UpdateHandlerTest {

    private static final DebtorBlock COMPANY = company("1001", 1, "Voorbeeld B.V.", "info@v.example");
    private static final DebtorBlock ANOTHER = company("1002", 1, "Ander B.V.", "ander@v.example");

    private final Rig rig = new Rig(AfasSimulatorConfig.standard(), Map.of(),
            (client, ledger) -> new FaultyAfas(client));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void tellsAPersonOfWhatNobodyFoundAFailureForAndGoesOnWithTheOthers() {
        // When
        rig.submit(invoice(1), 1, order(invoice(1), COMPANY, 1));
        rig.submit(invoice(2), 1, order(invoice(2), ANOTHER, 1));
        rig.await();

        // Then
        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.UNEXPECTED);
        assertThat(rig.ledger().letterParameters(invoice(1))).isEqualTo(Map.of("reason", "IllegalStateException"));
        assertThat(rig.delivery(invoice(1)).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(rig.delivery(invoice(2)).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void tellsAPersonOfAnOfficeThatTheSettingsNoLongerHave() {
        RecordKey key = RecordKey.parse("NL02/sales-invoice/FACTUUR/1");

        rig.deliver(key, 1, order(key, ANOTHER, 1));

        assertThat(rig.ledger().letter(key)).isEqualTo(FailureCode.OFFICE_UNMAPPED);
        assertThat(rig.ledger().letterParameters(key)).isEqualTo(Map.of("office", "NL02"));
        assertThat(rig.books().debtors()).isEmpty();
    }

    @Test
    void leavesACustomerAloneWhoseInvoicesGoOnTheDefaultDebtor() {
        rig.deliver(customer("1002"), 1, new AfasUpdate.DebtorUpdate(onDebtor(ANOTHER, "10000")));

        assertThat(rig.books().debtors()).isEmpty();
        assertThat(rig.delivery(customer("1002")).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(rig.ledger().steps(customer("1002"))).containsExactly("unchanged");
    }

    @Test
    void leavesACustomerAloneOfWhomAfasHasANewerState() {
        // Given
        rig.deliver(customer("1002"), 2, new AfasUpdate.DebtorUpdate(at(ANOTHER, 2)));

        // When
        rig.deliver(customer("1002"), 1, new AfasUpdate.DebtorUpdate(company("1002", 1, "Oud B.V.", "oud@v.example")));

        // Then
        assertThat(rig.books().parties()).singleElement()
                .satisfies(party -> assertThat(party.name()).isEqualTo("Ander B.V."));
        assertThat(rig.delivery(customer("1002")).outcome()).isEqualTo(Outcome.SUPERSEDED);
    }

    /** Fails at one customer in a way that nobody thought of, with what it says in the message. */
    private static final class FaultyAfas extends ForwardingAfas {

        FaultyAfas(Afas afas) {
            super(afas);
        }

        @Override
        public List<AfasRow> read(GetQuery query) {
            if (query.toString().contains("info@v.example")) {
                throw new IllegalStateException("name-canary");
            }
            return super.read(query);
        }
    }
}

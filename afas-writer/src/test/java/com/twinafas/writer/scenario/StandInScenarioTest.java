package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.onDebtor;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.books.Change;
import com.twinafas.simulators.afas.books.Party;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** Customers without a debtor of their own. */
class StandInScenarioTest {

    private static final AfasElement ADDRESS = AfasElement.EMPTY.with("ExAd", "Jansen, Stadsring 69, Amersfoort");
    private static final DebtorBlock WITHOUT_MAIL = person("1001", 1, "Jansen", null);

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    /** With a debtor that stands in, number 10001. */
    private void with(String... settings) {
        rig.close();
        Map<String, Object> all = new HashMap<>(Map.of("twinafas.offices[0].stand-ins.debtor", "10001"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("twinafas.offices[0]." + settings[i], settings[i + 1]);
        }
        rig = new Rig(AfasSimulatorConfig.standard(), all);
        rig.deliver(customer("9999"), 1, new DebtorUpdate(company("9999", 1, "Diverse klanten", "div@v.example")));
    }

    @Test
    void putsAnInvoiceWithTheNameOfItsCustomerOnTheDebtorThatStandsIn() {
        with("stand-ins.without-email", "default-debtor");

        rig.deliver(invoice(1), 1, order(invoice(1), WITHOUT_MAIL, 1).standingIn(ADDRESS));

        assertThat(rig.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.debtor()).isEqualTo("10001");
            assertThat(order.field("ExAd")).isEqualTo("Jansen, Stadsring 69, Amersfoort");
        });
        assertThat(rig.books().debtors()).hasSize(1);
    }

    @Test
    void findsAnInvoiceOfADebtorThatStandsInAgain() {
        with("stand-ins.without-email", "default-debtor");
        rig.afas().faults()
                .add(FaultRule.of("lost", new Fault.AnswerLost()).operation("FbSales").method("POST").nth(1));

        rig.deliver(invoice(1), 1, order(invoice(1), WITHOUT_MAIL, 1).standingIn(ADDRESS));
        rig.ledger().forget();
        rig.deliver(invoice(1), 2, order(invoice(1), WITHOUT_MAIL, 1).standingIn(ADDRESS));

        assertThat(rig.books().orders()).hasSize(1);
        assertThat(rig.delivery(invoice(1)).afas("OrNu")).isNotNull();
    }

    @Test
    void leavesACustomerOnItsOwnDebtorOnceItHasOne() {
        with("stand-ins.without-email", "default-debtor");
        rig.deliver(customer("1001"), 1, new DebtorUpdate(person("1001", 1, "Jansen", "jan@v.example")));

        rig.deliver(invoice(1), 2,
                order(invoice(1), person("1001", 2, "Jansen", null), 1).standingIn(ADDRESS));

        assertThat(rig.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.debtor()).isEqualTo("10002");
            assertThat(order.field("ExAd")).isEmpty();
        });
    }

    @Test
    void makesNothingOfACustomerThatADebtorStandsInFor() {
        with("stand-ins.without-email", "default-debtor");

        rig.deliver(customer("1001"), 1, new DebtorUpdate(WITHOUT_MAIL));

        assertThat(rig.books().debtors()).hasSize(1);
        assertThat(rig.delivery(customer("1001")).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(rig.delivery(customer("1001")).keys()).isEmpty();
    }

    @Test
    void reportsACustomerWithoutMailAddressWhereTheSettingSaysSo() {
        with("stand-ins.without-email", "refuse");

        rig.deliver(invoice(1), 1, order(invoice(1), WITHOUT_MAIL, 1));

        assertThat(rig.ledger().letter(invoice(1))).isEqualTo(FailureCode.CUSTOMER_WITHOUT_IDENTITY);
        assertThat(rig.books().orders()).isEmpty();
        assertThat(rig.books().debtors()).hasSize(1);
    }

    @Test
    void takesTheDebtorThatStandsInWhereSeveralMatch() {
        with("several-matches", "default-debtor");
        rig.deliver(customer("1"), 1, new DebtorUpdate(company("1", 1, "Een B.V.", "info@v.example")));
        rig.deliver(customer("2"), 1, new DebtorUpdate(company("2", 1, "Twee B.V.", "twee@v.example")));
        Party second = rig.books().parties().getLast();
        Map<String, String> fields = new HashMap<>(second.fields());
        fields.put("EmAd", "info@v.example");
        rig.books().change(new Change(
                List.of(new Party(second.number(), true, fields, second.visiting(), second.postal(),
                        second.bankAccounts(), second.contacts(), second.created(), second.modified())),
                List.of(), List.of(), List.of(), List.of()));
        rig.ledger().forget();

        rig.deliver(invoice(1), 2,
                order(invoice(1), company("3", 1, "Drie B.V.", "info@v.example"), 1).standingIn(ADDRESS));

        assertThat(rig.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.debtor()).isEqualTo("10001");
            assertThat(order.field("ExAd")).startsWith("Jansen");
        });
    }

    @Test
    void saysWhoseInvoiceItIsOnTheDebtorThatAllGoOn() {
        with();

        rig.deliver(invoice(1), 1, order(invoice(1), onDebtor(WITHOUT_MAIL, "10001"), 1).standingIn(ADDRESS));
        rig.deliver(invoice(2), 1, order(invoice(2), onDebtor(WITHOUT_MAIL, "77"), 1));

        assertThat(rig.books().orders()).singleElement().satisfies(order -> {
            assertThat(order.debtor()).isEqualTo("10001");
            assertThat(order.field("ExAd")).startsWith("Jansen");
        });
        assertThat(rig.ledger().letter(invoice(2))).isEqualTo(FailureCode.DEBTOR_MISSING);
    }
}

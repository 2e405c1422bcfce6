package com.twinafas.writer.scenario;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.customer;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate.DebtorUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.setup.AfasSetup.FreeField;

/** Fields of the environment's own, which an update names by their label. */
class FreeFieldScenarioTest {

    private static final String GROUP = "U0123456789ABCDEF0123456789ABCDEF";
    private static final String COLOUR = "UFEDCBA9876543210FEDCBA9876543210";

    private final Rig rig = new Rig(AfasSimulatorConfig.standard()
            .setup(AfasSimulatorConfig.standard().setup()
                    .withFreeFields(List.of(new FreeField("KnSalesRelationOrg", GROUP, "Klantgroep", 20),
                            new FreeField("KnOrganisation", COLOUR, "Kleur", 20)))),
            Map.of());

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void writesFieldsByTheirLabels() {
        // When
        rig.deliver(customer("1001"), 1, new DebtorUpdate(labelled("A", "rood")));
        rig.deliver(customer("1001"), 2, new DebtorUpdate(labelled("B", "blauw")));

        // Then
        assertThat(rig.books().debtors()).singleElement()
                .satisfies(debtor -> assertThat(debtor.field(GROUP)).isEqualTo("B"));
        assertThat(rig.books().parties()).singleElement()
                .satisfies(party -> assertThat(party.field(COLOUR)).isEqualTo("blauw"));
    }

    @Test
    void refusesALabelThatAfasDoesNotHave() {
        // When
        DebtorBlock unknown = relation(company("1001", 1, "Een B.V.", "een@v.example"), "label:Klantsoort", "A");
        rig.deliver(customer("1001"), 1, new DebtorUpdate(unknown));
        rig.deliver(invoice(1), 2, order(invoice(1), company("1002", 1, "Twee B.V.", "twee@v.example"), 1));

        // Then
        assertThat(rig.ledger().letter(customer("1001"))).isEqualTo(FailureCode.AFAS_CONTRACT_BROKEN);
        assertThat(rig.delivery(customer("1001")).intent()).isNull();
        assertThat(rig.books().orders()).hasSize(1);
    }

    private static DebtorBlock labelled(String group, String colour) {
        DebtorBlock block = relation(company("1001", group.equals("A") ? 1 : 2, "Een B.V.", "een@v.example"),
                "label:klantgroep", group);
        AfasElement relation = block.relation();
        return relation(block, relation.withObject("KnOrganisation", relation.object("KnOrganisation").stream()
                .map(organisation -> organisation.with("label:Kleur", colour)).toList()), group);
    }

    private static DebtorBlock relation(DebtorBlock block, String field, String value) {
        return relation(block, block.relation().with(field, value), value);
    }

    private static DebtorBlock relation(DebtorBlock block, AfasElement relation, String hash) {
        return new DebtorBlock(block.customer(), block.revision(), block.rawHash(), block.contentHash() + hash,
                block.party(), block.identity(), block.fixedDebtor(), relation);
    }
}

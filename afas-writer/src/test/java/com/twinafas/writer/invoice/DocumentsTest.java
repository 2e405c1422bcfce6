package com.twinafas.writer.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.writer.commit.Finding;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.scenario.Rig;
import com.twinafas.writer.scenario.Samples;

/** What a look for a document of which nobody knows what became shows. */
class DocumentsTest {

    private static final String REFERENCE = Samples.invoice(1).toString();

    private final Rig rig = new Rig(AfasSimulatorConfig.standard(), Map.of());
    private final Line line = new Line(rig.client(), 4, Duration.ofMillis(20), rig.ledger());
    private final Documents documents = documents(true);

    @AfterEach
    void stop() {
        line.close();
        rig.close();
    }

    @Test
    void showsNothingWhereAfasHasNothing() {
        assertThat(documents.look(REFERENCE, null, facts("25.96"), Map.of())).isEqualTo(new Finding.Nothing());
    }

    @Test
    void showsNothingThatCanBeToldWhereItCannotBeLookedUp() {
        assertThat(documents(false).look(REFERENCE, null, facts("25.96"), Map.of()))
                .isEqualTo(new Finding.Unknowable());
    }

    @Test
    void showsTheDocumentWithOurReferenceAndTotalUnderItsNumber() {
        String number = deliver(1);

        assertThat(documents.look(REFERENCE, null, facts("25.96"), Map.of("Lines", "1")))
                .isEqualTo(new Finding.Done(Map.of("Lines", "1", "OrNu", number)));
    }

    @Test
    void showsAnothersDocumentWhereOnlyTheReferenceIsOurs() {
        String number = deliver(1);

        assertThat(documents.look(REFERENCE, null, facts("99.00"), Map.of())).isEqualTo(new Finding.Anothers(number));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "2, false"})
    void showsThatLinesWereAddedWhenThereAreMoreThanBefore(int before, boolean done) {
        String number = deliver(1);
        Map<String, String> facts = Documents.changeFacts(change(AfasElement.EMPTY), number, before,
                Map.of("Lines", "3"));

        assertThat(documents.lookForChange(facts))
                .isEqualTo(done ? new Finding.Done(Map.of("Lines", "3", "OrNu", number)) : new Finding.Nothing());
    }

    @Test
    void showsThatALineIsGoneThatWasToGo() {
        String number = deliver(1);
        String guid = rig.books().orders().getFirst().lines().getFirst().guid();

        assertThat(documents.lookForChange(removal(number, guid))).isEqualTo(new Finding.Nothing());
        assertThat(documents.lookForChange(removal(number, "{07A33EB3-2216-404C-B7E0-54E330FA9BF7}")))
                .isEqualTo(new Finding.Done(Map.of("Lines", "1", "OrNu", number)));
    }

    @Test
    void whatAPersonFoundHasTheKeysThatTheIntentKept() {
        Map<String, String> change = Documents.changeFacts(change(AfasElement.EMPTY), "7", 1, Map.of("Lines", "3"));

        assertThat(Documents.keys(intent(AfasRequest.Method.PUT, change), "7"))
                .isEqualTo(Map.of("Lines", "3", "OrNu", "7"));
        assertThat(Documents.keys(intent(AfasRequest.Method.POST, Map.of("Lines", "3", "DbId", "10001")), "8"))
                .isEqualTo(Map.of("Lines", "3", "OrNu", "8"));
    }

    private String deliver(int quantity) {
        rig.deliver(Samples.invoice(1), 1, Samples.order(Samples.invoice(1),
                Samples.company("1001", 1, "Voorbeeld B.V.", "info@v.example"), quantity));
        return rig.books().orders().getFirst().number();
    }

    private Documents documents(boolean lookUp) {
        return new Documents(line, "Profit_Salesorders", "Profit_SalesorderLines", new BigDecimal("0.02"), lookUp,
                Set.of());
    }

    private InvoiceFacts facts(String excluding) {
        String debtor = rig.books().debtors().isEmpty() ? "0" : rig.books().debtors().getFirst().number();
        return new InvoiceFacts(debtor, Samples.DATE,
                new BigDecimal(excluding).multiply(new BigDecimal("1.21")), new BigDecimal(excluding));
    }

    private static Map<String, String> removal(String number, String guid) {
        return Documents.changeFacts(change(AfasElement.EMPTY.with("GuLi", guid).with("@Action", "delete")), number, 1,
                Map.of("Lines", "1"));
    }

    private static AfasRequest change(AfasElement line) {
        return AfasRequest.put("FbSales", AfasElement.EMPTY.withObject("FbSalesLines", List.of(line)));
    }

    private static Intent intent(AfasRequest.Method method, Map<String, String> facts) {
        return new Intent("id", "FbSales", method, REFERENCE, new Version(1, 1, "raw", "says", null),
                new TreeMap<>(facts), Instant.EPOCH, 0);
    }
}

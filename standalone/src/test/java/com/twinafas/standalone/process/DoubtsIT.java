package com.twinafas.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import com.twinafas.pipeline.access.LocalToken;
import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.books.Order;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.standalone.TwinAfas;

/** Requests in doubt that only a person can settle, from Twinfield's keyboard to AFAS's books, answered in every way. */
class DoubtsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OFFICE = "NLA001";

    private static SimulatedTenant tenant;
    private static AfasBooks afas;
    private static TwinfieldBooks twinfield;

    @BeforeAll
    static void load(@TempDir Path folder) {
        tenant = SimulatedTenant.loaded(folder, Map.of("twinafas.roles", "poller,mapper,writer",
                // Nothing can be looked up, so nothing but a person can tell.
                "twinafas.writer.look-up", "false", "twinafas.writer.in-doubt", "1s",
                // Where the command looks for it.
                "standalone.token-folder", LocalToken.home().toString()));
        afas = tenant.afas().books();
        twinfield = tenant.twinfield().books();
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @Test
    void personSaysWhatBecameOfRequestsInDoubtAndEachOrderIsThereOnce() throws Exception {
        // Given two orders that AFAS has and two that it has not, and nobody knows which
        SalesInvoice model = twinfield.invoices(OFFICE).stream().filter(SalesInvoice::isFinal)
                .filter(invoice -> afas.byReference(reference(invoice)).size() == 1).findFirst().orElseThrow();
        long last = twinfield.invoices(OFFICE).stream().filter(invoice -> invoice.type().equals(model.type()))
                .mapToLong(SalesInvoice::number).max().orElseThrow();
        int before = afas.documents().size();
        List<SalesInvoice> sold = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SalesInvoice next = model.again().withNumber(last + 1 + i);
            tenant.afas().faults().add(FaultRule.of(reference(next), i < 2
                    ? new Fault.AnswerLost()
                    : new Fault.ResetBeforeCommit()).operation("FbSales").method("POST")
                    .body(Pattern.quote(reference(next) + "\"")).nth(1));
            sold.add(twinfield.addConcept(OFFICE, model.again()));
        }
        await().atMost(PATIENCE).until(() -> withPerson().size() == 4);

        // When
        List<JsonNode> doubts = withPerson();
        String told = command("doubts").out();

        // Then
        assertThat(afas.documents()).hasSize(before + 2);
        assertThat(doubts).allSatisfy(doubt -> {
            assertThat(doubt.at("/sent/connector").asString()).isEqualTo("FbSales");
            assertThat(doubt.at("/sent/facts").propertyNames()).contains("DbId", "OrDa", "InvoiceTotal");
            assertThat(doubt.at("/cause/code").asString()).isEqualTo("IN_DOUBT");
            assertThat(told).contains(doubt.at("/record").asString());
        });

        // When
        assertThat(tenant.post("/api/doubts/" + reference(sold.get(0)), Map.of("there", number(sold.get(0))))
                .statusCode()).isEqualTo(200);
        assertThat(command("settle", reference(sold.get(1)), "--there", number(sold.get(1)))).satisfies(
                said -> assertThat(said.exit()).as(said.errors()).isZero());
        assertThat(tenant.post("/api/doubts/" + reference(sold.get(2)), Map.of("notThere", true, "by", "anna"))
                .statusCode()).isEqualTo(200);
        assertThat(command("settle", reference(sold.get(3)), "--not-there")).satisfies(
                said -> assertThat(said.exit()).as(said.errors()).isZero());

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sold)
                .allSatisfy(invoice -> assertThat(afas.byReference(reference(invoice))).hasSize(1)));
        await().atMost(PATIENCE)
                .until(() -> tenant.get("/api/dead-letters?cause=IN_DOUBT").at("/records").asInt() == 0);
        assertThat(withPerson()).isEmpty();
        assertThat(command("settle", reference(sold.get(3)), "--not-there").errors())
                .contains("Nothing of this record");
        assertThat(story(sold.get(2))).contains("settled").contains("anna").contains("redriven");

        // When they change, the links decide
        sold.forEach(invoice -> twinfield.changeConcept(OFFICE, invoice.type(), invoice.number(),
                concept -> concept.withLines(concept.lines().subList(0, 1))));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sold).allSatisfy(invoice -> assertThat(
                afas.byReference(reference(invoice))).singleElement().satisfies(
                        order -> assertThat(order.totals().net()).isEqualByComparingTo(current(invoice)
                                .totalExcluding()))));
        assertThat(afas.documents()).hasSize(before + 4);
    }

    private static List<JsonNode> withPerson() throws Exception {
        return tenant.get("/api/doubts?withPerson=true").at("/doubts").valueStream().toList();
    }

    private static String story(SalesInvoice invoice) throws Exception {
        return tenant.send(tenant.request("/api/records/" + reference(invoice)).header("Accept", "text/plain").GET())
                .body();
    }

    private static String reference(SalesInvoice invoice) {
        return OFFICE + "/sales-invoice/" + invoice.type() + "/" + invoice.number();
    }

    private static String number(SalesInvoice invoice) {
        return afas.byReference(reference(invoice)).stream().map(Order::number).findFirst().orElseThrow();
    }

    private static SalesInvoice current(SalesInvoice invoice) {
        return twinfield.invoice(OFFICE, invoice.type(), invoice.number()).orElseThrow();
    }

    private record Said(int exit, String out, String errors) {
    }

    private static Said command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", tenant.address()));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int exit = TwinAfas.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
        return new Said(exit, out.toString(), errors.toString());
    }
}

package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BooksTest {

    @TempDir
    private Path folder;

    @Test
    void outliveTheProcess() throws IOException {
        AfasSimulatorConfig config = AfasSimulatorConfig.standard().folder(folder);
        JsonNode before;
        try (AfasSimulator afas = AfasSimulator.start(config); Caller caller = Caller.of(afas)) {
            fill(caller, "R1", "F1");
            before = state(afas);
        }
        // Given a change that was being written when the process was killed
        Path file = folder.resolve("afas-books.jsonl");
        Files.writeString(file, "{\"parties\":[],\"debt", StandardOpenOption.APPEND);

        try (AfasSimulator afas = AfasSimulator.start(config); Caller caller = Caller.of(afas)) {
            assertThat(state(afas)).isEqualTo(before);

            fill(caller, "R2", "F2");
            assertThat(afas.books().debtors()).extracting(debtor -> debtor.number()).containsExactly("10001", "10002");
            assertThat(afas.books().documents()).extracting(order -> order.number()).containsExactly("60000001",
                    "VP000001", "60000002", "VP000002");
            before = state(afas);
        }
        try (AfasSimulator afas = AfasSimulator.start(config)) {
            assertThat(state(afas)).isEqualTo(before);
        }
    }

    @Test
    void canBeAskedFromOutside() throws Exception {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas);
                HttpClient http = HttpClient.newHttpClient()) {
            fill(caller, "R1", "F1");

            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(afas.booksUrl()).build(),
                    HttpResponse.BodyHandlers.ofString());

            JsonNode summary = JsonMapper.shared().readTree(answer.body());
            assertThat(summary.at("/counts/orders").asInt()).isEqualTo(1);
            assertThat(summary.at("/documentsByReference/R1").asInt()).isEqualTo(2);
            assertThat(summary.at("/debtorsByEmail/a@a.example").asInt()).isEqualTo(1);
            assertThat(summary.at("/entries/0/BpNr").asString()).isEqualTo("R1");
            assertThat(summary.at("/calls/byConnector/FbSales").asInt()).isEqualTo(1);
            assertThat(afas.calls().bodies()).hasSize(4);
        }
    }

    private static void fill(Caller caller, String reference, String invoice) {
        String debtor = caller.post("KnSalesRelationOrg", Bodies.company("Café Ö", "a@a.example"))
                .key("KnSalesRelationOrg", "DbId");
        assertThat(caller.post("FbSales", Bodies.order(debtor, reference, Bodies.line("1000", "1", "1"))).status())
                .isEqualTo(201);
        assertThat(caller.post("FbDirectInvoice", Bodies.direct(debtor, reference, Bodies.line("1000", "1", "1")))
                .status()).isEqualTo(201);
        assertThat(caller.post("FiEntries", Bodies.entry(debtor, invoice, reference)).status()).isEqualTo(201);
    }

    /** Everything but the items, whose times are those of the start. */
    private static JsonNode state(AfasSimulator afas) {
        return JsonMapper.shared().createObjectNode().set("all",
                JsonMapper.shared().valueToTree(List.of(afas.books().parties(), afas.books().debtors(),
                        afas.books().documents(), afas.books().entries())));
    }
}

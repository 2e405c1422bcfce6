package com.twinafas.writer.preview;

import static com.twinafas.writer.scenario.Samples.company;
import static com.twinafas.writer.scenario.Samples.invoice;
import static com.twinafas.writer.scenario.Samples.order;
import static com.twinafas.writer.scenario.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.debtor.DebtorChanges;
import com.twinafas.writer.debtor.DebtorRequests;
import com.twinafas.writer.delivery.Fingerprints;
import com.twinafas.writer.entry.EntryRequests;
import com.twinafas.writer.invoice.InvoiceRequests;
import com.twinafas.writer.item.ItemRequests;
import com.twinafas.writer.scenario.Samples;

/** Every request the writer can make, held to AFAS's description of it. */
class RequestsTest {

    private static final DebtorBlock COMPANY = Samples
            .withIban(company("1001", 1, "Café Zürich & Søn", "info@v.example"), "NL97CHAS0849835607");
    private static final Fingerprints NOTHING = Fingerprints.none(Samples.customer("1001"));

    static Stream<AfasRequest> everyRequest() {
        AfasUpdate.InvoiceUpdate invoice = order(invoice(1), COMPANY, 1, 2);
        AfasUpdate.InvoiceUpdate direct = Samples.directInvoice(invoice(1), COMPANY, -1, 2);
        AfasUpdate.ItemUpdate item = Samples.item("A1", "Artikel");
        AfasRow line = new AfasRow(Map.of("LineGuid", "{07A33EB3-2216-404C-B7E0-54E330FA9BF7}", "ItemCodeId", "1000"));
        AfasRow other = new AfasRow(Map.of("LineGuid", "{17A33EB3-2216-404C-B7E0-54E330FA9BF7}", "ItemCodeId", "X"));
        return Stream.of(DebtorRequests.create(COMPANY, null), DebtorRequests.create(COMPANY, "1001"),
                DebtorRequests.create(person("1002", 1, "Jansen", null), null),
                DebtorRequests.becomeDebtor(COMPANY, "1000563", null),
                DebtorRequests.change(COMPANY, "10001", "1000563", DebtorChanges.of(COMPANY, NOTHING), true),
                DebtorRequests.changeContact(COMPANY, "5012", "AFL",
                        AfasElement.EMPTY.with("PadAdr", FieldValue.of(true)).with("TeNr", "").withObject(
                                "KnBasicAddressAdr",
                                List.of(AfasElement.EMPTY.with("CoId", "NL").with("Ad", "Kade")))),
                DebtorRequests.changePerson(COMPANY, "1000564", AfasElement.EMPTY.with("FiNm", "Jan")),
                DebtorRequests.block("KnSalesRelationPer", "10001"),
                InvoiceRequests.create(Samples.numbered(invoice, "20260001"), DocumentKind.ORDER, "10001"),
                InvoiceRequests.create(direct, DocumentKind.DIRECT_INVOICE, "10001"),
                InvoiceRequests.change(invoice, "20260001", "10001", List.of(line, other),
                        Map.of("Fields", "DaDe,DlAd,InPc,Re", "LineFields", "ARDc,DlDa,MaAD,PRDc,Re,VaAD")),
                ItemRequests.create("A1", Objects.requireNonNull(item.item())),
                ItemRequests.change("A1", Objects.requireNonNull(item.item())), ItemRequests.block("A1"),
                EntryRequests.create(Samples.entry(Samples.transaction(1), "2026001", COMPANY), any -> "10001"),
                EntryRequests.create(
                        Samples.statement(Samples.transaction(2), new Samples.Payment(COMPANY, "2026001", "12.10"),
                                new Samples.Payment(company("1002", 1, "Ander B.V.", null), "2026002", "7")),
                        block -> "1" + block.customer().code()));
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void sendsWhatAfasDescribes(AfasRequest request) {
        Optional<AfasOpenApi> description = AfasOpenApi.find();
        assumeTrue(description.isPresent(), "no shared/samples folder beside this repository");

        assertThat(description.orElseThrow().violations(request.method().name(), request.connector(),
                RequestBody.of(request))).isEmpty();
    }

    @Test
    void namesAKnownPartyByItsNumberAndSendsNoContactOrBankAccountAgain() {
        AfasRequest change = DebtorRequests.change(COMPANY, "10001", "1000563",
                DebtorChanges.of(COMPANY, NOTHING), false);

        assertThat(change.method()).isEqualTo(AfasRequest.Method.PUT);
        assertThat(RequestBody.of(change)).contains("\"DbId\":\"10001\"", "\"MatchOga\":\"0\"", "\"BcCo\":\"1000563\"")
                .doesNotContain("KnBankAccount", "KnContact", "AutoNum");
    }

    @Test
    void makesANewPartyAlwaysNew() {
        assertThat(RequestBody.of(DebtorRequests.create(COMPANY, null))).contains("\"MatchOga\":\"6\"", "KnBankAccount",
                "\"IsDb\":true");
        assertThat(RequestBody.of(DebtorRequests.create(person("1", 1, "Jansen", null), null)))
                .contains("\"MatchPer\":\"7\"");
    }
}

package com.twinafas.afas.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.Metainfo;
import com.twinafas.afas.openapi.AfasOpenApi;

class AnswersTest {

    private static String sample(String path) throws IOException {
        assumeTrue(AfasOpenApi.samples().isPresent(), "no shared/samples beside the repository: skipped");
        return Files.readString(AfasOpenApi.samples().orElseThrow().resolve(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"results\":{\"FiEntryPar\":{\"UnId\":\"4\",\"EnNo\":\"54605\",\"InId\":\"IH001057X\"}}}",
            "{\"FiEntryPar\":{\"unid\":4,\"ENNO\":54605,\"InID\":\"IH001057X\"}}",
            "{\"results\":{\"FiEntries\":[{\"EnNo\":\"54605\",\"UnId\":\"4\",\"InID\":\"IH001057X\"}]}}",
            "{\"EnNo\":\"54605\",\"UnId\":\"4\",\"INID\":\"IH001057X\",\"x\":null}"})
    void findsKeysInEveryFormAfasUses(String body) {
        assertThat(Answers.keys(body)).satisfies(answer -> {
            assertThat(answer.key("EnNo")).isEqualTo("54605");
            assertThat(answer.key("UnId")).isEqualTo("4");
            assertThat(answer.key("InId")).isEqualTo("IH001057X");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{}", "null", "\"\"", "{\"results\":{\"FiEntryPar\":{\"InId\":\"\"}}}"})
    void findsNoKeysInAnEmptyAnswer(String body) {
        assertThat(Answers.keys(body).keys()).isEmpty();
    }

    @Test
    void readsKeysOfTheSamples() throws IOException {
        assertThat(Answers.keys(sample("responses/fbsales-201.json")).key("OrNu")).isEqualTo("20240001");
        assertThat(Answers.keys(sample("responses/fbdirectinvoice-201.json")).key("Liln")).isEqualTo("VF000123");
        assertThat(Answers.keys(sample("responses/fientrypar-201-results-wrapper.json")).key("EnNo"))
                .isEqualTo("54605");
        assertThat(Answers.keys(sample("responses/knsalesrelationorg-201-results-wrapper.json")).keys())
                .containsEntry("DbId", "10272").containsEntry("BcCo", "1000563");
    }

    @Test
    void takesBlanksAtTheEndOffValuesAndKeys() {
        assertThat(Answers.rows("X", """
                {"rows":[{"DebtorId":"10004           ","Name":" A  B ","Blank":"    "}]}""")).singleElement()
                .satisfies(row -> {
                    assertThat(row.text("DebtorId")).isEqualTo("10004");
                    assertThat(row.text("Name")).isEqualTo(" A  B");
                    assertThat(row.text("Blank")).isNull();
                });
        assertThat(Answers.keys("{\"results\":{\"KnSalesRelationOrg\":{\"DbId\":\"10004   \"}}}").key("DbId"))
                .isEqualTo("10004");
    }

    @Test
    void keepsValuesOfRowsAsAfasWroteThem() {
        List<AfasRow> rows = Answers.rows("X", """
                {"skip":0,"nested":{"rows":[{"a":"no"}]},"rows":[
                  {"Code":"0012","Amount":126.20,"Old":-.5,"Big":12345678901234567890.10,"Yes":true,"None":null,
                   "Time":"2026-07-01T09:49:49Z","Odd":{"x":[1]}}],"take":100}""");

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.text("Code")).isEqualTo("0012");
            assertThat(row.text("Amount")).isEqualTo("126.20");
            assertThat(row.decimal("Old")).isEqualByComparingTo(new BigDecimal("-0.5"));
            assertThat(row.text("Big")).isEqualTo("12345678901234567890.10");
            assertThat(row.flag("Yes")).isTrue();
            assertThat(row.text("None")).isNull();
            assertThat(row.time("Time")).isEqualTo(Instant.parse("2026-07-01T07:49:49Z"));
        });
    }

    @Test
    void readsRowsOfTheSamples() throws IOException {
        assertThat(Answers.rows("X", sample("getconnectors/rows-composed/empty.json"))).isEmpty();
        assertThat(Answers.rows("X", sample("getconnectors/rows-composed/Profit_Debtor.json"))).singleElement()
                .satisfies(row -> {
                    assertThat(row.required("DebtorId")).isEqualTo("10004");
                    assertThat(row.text("AdressLine4")).isNull();
                });
        assertThat(Answers.rows("X", sample("getconnectors/rows/Profit_Address.json"))).hasSize(2)
                .first().satisfies(row -> assertThat(row.date("CreateDate")).isEqualTo(LocalDate.of(2012, 11, 22)));
    }

    @Test
    void refusesAnAnswerThatIsNoPage() {
        assertThatThrownBy(() -> Answers.rows("X", "{\"skip\":0}")).isInstanceOf(AfasFailure.ContractBroken.class);
        assertThatThrownBy(() -> Answers.rows("X", "[]")).isInstanceOf(AfasFailure.ContractBroken.class);
        assertThatThrownBy(() -> Answers.rows("X", "{\"rows\":[{\"a\":1}]")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Answers.rows("X", "{\"rows\":[{\"a\":1")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Answers.rows("X", "")).isInstanceOf(AfasFailure.ContractBroken.class);
    }

    @Test
    void readsMetadataOfTheSamples() throws IOException {
        Metainfo metainfo = Answers.metainfo(sample("metainfo/environment.json"));
        assertThat(metainfo.updateConnectors()).containsExactly("HrCreateApplicant", "FbSubscription", "KnAddress");
        assertThat(metainfo.getConnectors()).contains("Profit_Functions");
        assertThat(metainfo.environment()).isEqualTo("A123456AC");
        assertThat(metainfo.tokenExpiry()).isEqualTo("0");

        ConnectorFields columns = Answers.fields("X", sample("metainfo/get-Profit_Accounts.json"));
        assertThat(columns.fields().keySet()).containsExactly("Account", "Description");
        assertThat(columns.fields().get("Account")).isEqualTo(new ConnectorFields.Field("Account", "string",
                "Rekeningnummer", false, 16, 0, Set.of()));

        ConnectorFields order = Answers.fields("X", sample("metainfo/update-FbSales-abridged-composed.json"));
        assertThat(order.fields()).containsKeys("OrNu", "DbId", "UC2DE284248374B083C966F9B4EEEE9E2");
        assertThat(order.objects()).hasEntrySatisfying("FbSalesLines", lines -> assertThat(lines.fields())
                .hasEntrySatisfying("VaIt", type -> assertThat(type.values()).containsExactly("1", "2", "3", "6")));
        assertThat(Answers.version(sample("responses/profitversion-200.json"))).isEqualTo("22.22.5");
    }

    @Test
    void refusesMetadataWithoutWhatItIsFor() {
        assertThatThrownBy(() -> Answers.metainfo("{}")).isInstanceOf(AfasFailure.ContractBroken.class);
        assertThatThrownBy(() -> Answers.fields("X", "{}")).isInstanceOf(AfasFailure.ContractBroken.class);
        assertThatThrownBy(() -> Answers.version("{}")).isInstanceOf(AfasFailure.ContractBroken.class);
    }
}

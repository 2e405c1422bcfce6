package com.twinafas.afas.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

class RequestBodyTest {

    @Test
    void writesTheFormOfAfassOpenApi() {
        // Given
        AfasElement line = AfasElement.EMPTY.with("VaAs", "2").with("AcNr", "010001")
                .with("EnDa", FieldValue.of(LocalDate.of(2026, 1, 5)))
                .with("AmDe", FieldValue.of(new BigDecimal("1E+3")))
                .with("AmCr", FieldValue.of(new BigDecimal("0.00"))).with("Ds", "Café \"Ü\" & zn");
        AfasElement entry = AfasElement.EMPTY.with("Year", FieldValue.of(new BigDecimal("2026"))).with("JoCo", "70")
                .with("AuNu", FieldValue.of(false)).adding("FiEntries", line)
                .adding("FiEntries", AfasElement.EMPTY.adding("FiDimEntries", AfasElement.EMPTY.with("DiC1", "")));

        // When
        String body = RequestBody.of(AfasRequest.post("FiEntries", entry));

        // Then
        assertThat(body).isEqualTo("{\"FiEntryPar\":{\"Element\":{\"Fields\":"
                + "{\"Year\":2026,\"JoCo\":\"70\",\"AuNu\":false},\"Objects\":[{\"FiEntries\":{\"Element\":["
                + "{\"Fields\":{\"VaAs\":\"2\",\"AcNr\":\"010001\",\"EnDa\":\"2026-01-05\",\"AmDe\":1000,"
                + "\"AmCr\":0.00,\"Ds\":\"Café \\\"Ü\\\" & zn\"}},"
                + "{\"Objects\":[{\"FiDimEntries\":{\"Element\":[{\"Fields\":{\"DiC1\":\"\"}}]}}]}]}}]}}}");
    }

    @Test
    void writesBodiesThatAfassOpenApiAccepts() {
        assumeTrue(AfasOpenApi.find().isPresent(), "no shared/samples beside the repository: skipped");
        AfasElement address = AfasElement.EMPTY.with("CoId", "NL").with("PbAd", FieldValue.of(false)).with("Ad", "Kade")
                .with("HmNr", FieldValue.of(BigDecimal.ONE)).with("ZpCd", "1011 AB").with("Rs", "Amsterdam");
        AfasElement contact = AfasElement.EMPTY.with("ViKc", "PRS").adding("KnPerson",
                AfasElement.EMPTY.with("MatchPer", "7").with("LaNm", "Vos"));
        AfasElement debtor = AfasElement.EMPTY.with("CuId", "EUR").with("IsDb", FieldValue.of(true)).adding(
                "KnOrganisation", AfasElement.EMPTY.with("MatchOga", "6").with("Nm", "Vos B.V.")
                        .adding("KnBasicAddressAdr", address).adding("KnContact", contact));

        AfasRequest request = AfasRequest.post("KnSalesRelationOrg", debtor);

        assertThat(AfasOpenApi.find().orElseThrow().violations("POST", "KnSalesRelationOrg", RequestBody.of(request)))
                .isEmpty();
    }
}

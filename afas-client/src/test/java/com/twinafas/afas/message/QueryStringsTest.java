package com.twinafas.afas.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;
import com.twinafas.afas.openapi.AfasOpenApi;

class QueryStringsTest {

    private static List<String> decoded(GetQuery query) {
        return QueryStrings.of(query).stream().map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8)).toList();
    }

    @Test
    void joinsConditionsWithACommaAndAlternativesWithASemicolon() {
        GetQuery query = new GetQuery("X", List.of(
                List.of(new Condition("A", Operator.EQUALS, "x y"), new Condition("B", Operator.AT_LEAST, "1")),
                List.of(new Condition("A", Operator.NOT_EMPTY, ""))), List.of("-A", "B"), 0);

        assertThat(decoded(query)).containsExactly(
                "filterfieldids=A,B;A&filtervalues=x y,1;1&operatortypes=1,2;9&orderbyfieldids=-A,B");
        assertThat(QueryStrings.of(query).getFirst()).contains("filtervalues=x%20y%2C1%3B1");
    }

    @Test
    void onlyOrdersWhenEveryRowIsWanted() {
        assertThat(decoded(GetQuery.all("X", "A"))).containsExactly("orderbyfieldids=A");
    }

    @Test
    void usesJsonForValuesWithASeparatorAndColumnsWithADot() {
        GetQuery query = GetQuery.anyOf("X", "Name", List.of("Vos, Jan", "plain", "a;b"), "Name");

        assertThat(decoded(query)).hasSize(2).first()
                .isEqualTo("filterfieldids=Name&filtervalues=plain&operatortypes=1&orderbyfieldids=Name");
        assertThat(decoded(query).getLast()).startsWith("filterjson={").contains("\"#text\":\"Vos, Jan\"",
                "\"#text\":\"a;b\"");
        assertThat(decoded(GetQuery.anyOf("X", "A_Toev_Huisnr.", List.of("1"), "A")).getFirst())
                .startsWith("filterjson=");
    }

    @Test
    void writesTheJsonFilterThatAfasDocuments() throws IOException {
        // Given
        assumeTrue(AfasOpenApi.samples().isPresent(), "no shared/samples beside the repository: skipped");
        String documented = Files.readString(AfasOpenApi.samples().orElseThrow()
                .resolve("getconnectors/filterjson-and-or.json")).replace("\"Internet\"", "\"a,b\"")
                .replace("\"@OperatorType\": \"6\"", "\"@OperatorType\": \"10\"");
        GetQuery query = new GetQuery("X", List.of(
                List.of(new Condition("AdminId", Operator.EQUALS, "1"),
                        new Condition("AdminNm", Operator.STARTS_WITH, "a,b")),
                List.of(new Condition("AdminId", Operator.EQUALS, "3"),
                        new Condition("AdminNm", Operator.EQUALS, "a,b"))),
                List.of("AdminId"), 0);

        // When
        String json = decoded(query).getFirst().replaceAll("^filterjson=|&orderbyfieldids=.*$", "");

        // Then
        assertThat(JsonMapper.shared().readTree(json)).isEqualTo(JsonMapper.shared().readTree(documented));
    }

    @Test
    void asksForAValueOnce() {
        assertThat(decoded(GetQuery.anyOf("X", "A", List.of("1", "2", "1"), "A")).getFirst())
                .contains("filtervalues=1;2&");
    }

    @Test
    void refusesAConditionThatFitsInNoAddress() {
        assertThatThrownBy(() -> QueryStrings.of(GetQuery.anyOf("X", "A", List.of("y".repeat(2050)), "A")))
                .isInstanceOf(AfasFailure.ContractBroken.class).hasMessageNotContaining("yy");
    }

    @Test
    void writesTimesAsAmsterdamWallClockTimeWithoutZone() {
        assertThat(Condition.time("M", Operator.AT_LEAST, Instant.parse("2026-07-01T10:00:02.9Z")).value())
                .isEqualTo("2026-07-01T12:00:02");
        assertThat(Condition.time("M", Operator.AT_LEAST, Instant.parse("2026-01-01T10:00:00Z")).value())
                .isEqualTo("2026-01-01T11:00:00");
        assertThatThrownBy(() -> new Condition("M", Operator.AT_LEAST, "2026-07-01T10:00:02Z"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

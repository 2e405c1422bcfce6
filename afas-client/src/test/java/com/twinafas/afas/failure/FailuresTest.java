package com.twinafas.afas.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.http.HttpAnswer;
import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;

class FailuresTest {

    private static final AfasElement ONE_LINE = AfasElement.EMPTY.with("DbId", "10001").with("OrNu", "20260001")
            .with("OrDa", FieldValue.of(LocalDate.of(2026, 8, 3)))
            .adding("FbSalesLines",
                    AfasElement.EMPTY.with("VaIt", "2").with("ItCd", "D012").with("Ds", "Work Mrs Smith"));
    private static final AfasRequest ORDER = AfasRequest.post("FbSales", ONE_LINE);

    private static HttpAnswer said(String text) {
        return new HttpAnswer(500, Map.of("Content-Type", "application/json"),
                "{\"externalMessage\":\"" + text + "\",\"errorNumber\":-2147220469,\"profitLogReference\":\"AB12\"}");
    }

    private static Cause causeOf(String text) {
        return Failures.ofWrite(ORDER, said(text)).failure();
    }

    @Test
    void givesTheClassThatTheSamplesExpect() throws IOException {
        assumeTrue(AfasOpenApi.samples().isPresent(), "no shared/samples beside the repository: skipped");
        try (Stream<Path> files = Files.list(AfasOpenApi.samples().orElseThrow().resolve("errors"))) {
            List<Path> samples = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(samples).hasSizeGreaterThanOrEqualTo(13);
            for (Path sample : samples) {
                // Given
                JsonNode node = JsonMapper.shared().readTree(Files.readString(sample));
                HttpAnswer answer = new HttpAnswer(node.path("status").asInt(), Map.of(),
                        node.path("body").isNull() ? "" : node.path("body").toString());

                // When
                AfasFailure read = Failures.ofRead("Profit_Debtor", answer);
                AfasFailure write = Failures.ofWrite(ORDER, answer);

                // Then
                String expected = node.path("expectedClass").asString();
                assertThat(read).as(sample.toString()).isInstanceOf(switch (expected) {
                    case "business" -> AfasFailure.Refused.class;
                    case "configuration", "programming" -> AfasFailure.ContractBroken.class;
                    case "auth" -> AfasFailure.Unauthorized.class;
                    case "transient", "technical", "unknown-outcome" -> AfasFailure.Unavailable.class;
                    default -> throw new IllegalStateException(expected);
                });
                assertThat(write).as(sample.toString()).isInstanceOf(switch (expected) {
                    case "technical", "unknown-outcome" -> AfasFailure.InDoubt.class;
                    default -> read.getClass();
                });
            }
        }
    }

    @Test
    void namesWhatMustBeRepaired() {
        assertThat(causeOf("Artikel 'X1' bestaat niet")).isEqualTo(Cause.of(FailureCode.ITEM_MISSING, "item", "X1"));
        assertThat(causeOf("The entered value for 'Itemcode' does not exist"))
                .isEqualTo(Cause.of(FailureCode.ITEM_MISSING, "item", "D012"));
        assertThat(causeOf("The entered value for 'Verkooprelatie' does not exist"))
                .isEqualTo(Cause.of(FailureCode.DEBTOR_MISSING, "debtor", "10001"));
        assertThat(causeOf("Nummer pakbon bestaat al"))
                .isEqualTo(Cause.of(FailureCode.NUMBER_TAKEN, "number", "20260001"));
        assertThat(causeOf("Date '1-11-2024' belongs to a blocked period"))
                .isEqualTo(Cause.of(FailureCode.PERIOD_BLOCKED, "date", "2024-11-01"));
        assertThat(causeOf("For this administration, period 8 of the year 2024 is blocked."))
                .isEqualTo(Cause.of(FailureCode.PERIOD_BLOCKED, "date", "2024/08"));
        assertThat(causeOf("This is a blocked period"))
                .isEqualTo(Cause.of(FailureCode.PERIOD_BLOCKED, "date", "2026-08-03"));
        assertThat(causeOf("Journal '70' is blocked by another user."))
                .isEqualTo(Cause.of(FailureCode.AFAS_LOCKED, "what", "70"));
    }

    @Test
    void doesNotGuessWhichOfSeveralItemsIsMissing() {
        AfasRequest two = AfasRequest.post("FbSales",
                ONE_LINE.adding("FbSalesLines", AfasElement.EMPTY.with("ItCd", "D013")));

        Cause cause = Failures.ofWrite(two, said("The entered value for 'Itemcode' does not exist")).failure();

        assertThat(cause).isEqualTo(
                Cause.of(FailureCode.AFAS_REFUSED, "reason", "The entered value for 'Itemcode' does not exist"));
    }

    @Test
    void keepsFieldsAndCodesInTheReasonAndLeavesPeopleOut() {
        assertThat(causeOf("General message: There is no assignment for cost center '10575' with account '4108'")
                .parameters()).containsEntry("reason",
                        "There is no assignment for cost center '10575' with account '4108'");
        assertThat(causeOf("Not allowed for work mrs smith, jan.jansen@example.com or <a@b.nl>, 0612345678,"
                + " NL97CHAS0849835607 and '" + "x".repeat(41) + "'.").parameters()).containsEntry("reason",
                        "Not allowed for Ds, … or <…>, …, … and ….");
    }

    @Test
    void leavesOutWhatWeSentAboutAPerson() {
        // Given
        AfasElement person = AfasElement.EMPTY.with("LaNm", "Jansen").with("EmAd", "x@example.com").with("MatchPer",
                "7");
        AfasRequest request = AfasRequest.post("KnSalesRelationPer",
                AfasElement.EMPTY.with("CuId", "EUR").with("VaId", "NL1234B01").adding("KnPerson", person));

        // When
        Cause cause = Failures.ofWrite(request,
                said("More than one was found that matches 'Jansen' (nl1234b01), currency 'EUR'")).failure();

        // Then
        assertThat(cause.parameters()).containsEntry("reason",
                "More than one was found that matches 'LaNm' (VaId), currency 'EUR'");
    }

    @Test
    void putsOnlyNumbersInTheMessage() {
        AfasFailure failure = Failures.ofWrite(ORDER, said("Jansen is not allowed"));

        assertThat(failure).hasMessage(
                "POST FbSales: status 500, errorNumber -2147220469, profitLogReference AB12");
        assertThat(failure).isInstanceOfSatisfying(AfasFailure.Refused.class,
                refused -> assertThat(refused.logReference()).isEqualTo("AB12"));
    }

    @Test
    void readsHowLongToWaitWhereverItStands() {
        String flat = "{\"retry_after\":60}";
        String deep = "{\"error\":{\"details\":[{\"retry_after\":\"60\"}]}}";
        for (HttpAnswer answer : List.of(new HttpAnswer(503, Map.of(), flat), new HttpAnswer(503, Map.of(), deep),
                new HttpAnswer(503, Map.of("retry-after", "60"), "<html/>"))) {
            assertThat(Failures.ofWrite(ORDER, answer)).isInstanceOfSatisfying(AfasFailure.Unavailable.class,
                    away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
        }
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(429, Map.of("Retry-After", "7"), "")))
                .isInstanceOfSatisfying(AfasFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void decidesOnTheStatusWhenAfasSaysNothing() {
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(401, Map.of(), said("UpdateConnector not supported").body())))
                .isInstanceOf(AfasFailure.ContractBroken.class);
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(404, Map.of(), "")))
                .isInstanceOf(AfasFailure.ContractBroken.class);
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(302, Map.of(), "")))
                .isInstanceOf(AfasFailure.ContractBroken.class);
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(413, Map.of(), "")).failure().code())
                .isEqualTo(FailureCode.RECORD_TOO_LARGE);
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(400, Map.of(), "{\"message\":\"Invalid json\"}")).failure())
                .isEqualTo(Cause.of(FailureCode.UNEXPECTED, "reason", "FbSales: AFAS answered 400"));
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(503, Map.of(), "{\"error\":{\"code\":\"503\"}}")))
                .isInstanceOf(AfasFailure.Unavailable.class);
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(503, Map.of(), ""))).isInstanceOf(AfasFailure.InDoubt.class);
        assertThat(Failures.ofWrite(ORDER, new HttpAnswer(500, Map.of(), "{\"x\":1}")))
                .isInstanceOf(AfasFailure.InDoubt.class);
    }
}

package com.twinafas.afas.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.GetQuery.Condition;
import com.twinafas.afas.GetQuery.Operator;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.afas.openapi.AfasOpenApi;
import com.twinafas.afas.requirement.ConnectorNeed;
import com.twinafas.afas.requirement.Requirements;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.setup.AfasSetup;
import com.twinafas.simulators.afas.setup.StandardSetup;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

/** The client against the simulated AFAS, whose books say what really happened. */
class SimulatedAfasTest {

    private static final String REFERENCE = "0001/sales-invoice/FACTUUR/12";

    private AfasSimulator simulator = AfasSimulator.start(AfasSimulatorConfig.standard());
    private AfasConnection connection = connect("nl-nl", Duration.ofSeconds(20));

    @AfterEach
    void close() {
        connection.close();
        simulator.close();
    }

    private void given(AfasSimulatorConfig config) {
        close();
        simulator = AfasSimulator.start(config);
        connection = connect("nl-nl", Duration.ofSeconds(20));
    }

    private AfasConnection connect(String language, Duration timeout) {
        Credentials client = new Credentials.OAuth(simulator.clientId(), simulator.clientSecret());
        AfasConfig config = new AfasConfig(simulator.baseUrl(), client, "12345_123456", language, 4, timeout, 3,
                Duration.ofMillis(1));
        return AfasConnection.open(config, InstantSource.system(), new SimpleMeterRegistry());
    }

    private Afas afas() {
        return connection.afas();
    }

    private static AfasRequest company(String email) {
        AfasElement address = AfasElement.EMPTY.with("CoId", "NL").with("PbAd", FieldValue.of(false))
                .with("Ad", "Dorpsstraat").with("HmNr", FieldValue.of(new BigDecimal("12"))).with("ZpCd", "3812 AB")
                .with("Rs", "Amersfoort");
        AfasElement organisation = AfasElement.EMPTY.with("PadAdr", FieldValue.of(true))
                .with("AutoNum", FieldValue.of(true)).with("MatchOga", "6").with("Nm", "Crème & Co, B.V.")
                .with("EmAd", email).adding("KnBasicAddressAdr", address);
        return AfasRequest.post("KnSalesRelationOrg", AfasElement.EMPTY.with("IsDb", FieldValue.of(true))
                .with("CuId", "EUR").with("PaCd", "14").with("VaDu", "1").with("ColA", "1300").with("InPv", "Y")
                .adding("KnOrganisation", organisation));
    }

    private String debtor() {
        return Optional.ofNullable(afas().write(company("inkoop@example.com"), () -> true).key("DbId")).orElseThrow();
    }

    private static AfasElement order(String debtor, String item) {
        return AfasElement.EMPTY.with("DbId", debtor).with("RfCs", REFERENCE)
                .with("OrDa", FieldValue.of(LocalDate.of(2026, 11, 2)))
                .with("Unit", FieldValue.of(BigDecimal.ONE)).adding("FbSalesLines",
                        AfasElement.EMPTY.with("VaIt", "2").with("ItCd", item).with("BiUn", "stk")
                                .with("QuUn", FieldValue.of(new BigDecimal("3")))
                                .with("Upri", FieldValue.of(new BigDecimal("25.96"))));
    }

    private static AfasRequest entry(String debtor, String journal, LocalDate date) {
        AfasElement line = AfasElement.EMPTY.with("EnDa", FieldValue.of(date)).with("BpDa", FieldValue.of(date))
                .with("InId", "20260012").with("BpNr", "0001/transaction/VRK/12");
        AfasElement entry = AfasElement.EMPTY.with("Year", FieldValue.of(BigDecimal.valueOf(date.getYear())))
                .with("Peri", FieldValue.of(BigDecimal.valueOf(date.getMonthValue())))
                .with("UnId", FieldValue.of(BigDecimal.ONE)).with("JoCo", journal);
        return AfasRequest.post("FiEntries", entry
                .adding("FiEntries", amounts(line.with("VaAs", "2").with("AcNr", debtor), "121.00", "0"))
                .adding("FiEntries",
                        amounts(line.with("VaAs", "1").with("AcNr", "8010").with("VaId", "1"), "0", "100.00"))
                .adding("FiEntries",
                        amounts(line.with("VaAs", "1").with("AcNr", "1510").with("VaId", "1"), "0", "21.00")));
    }

    private static AfasElement amounts(AfasElement line, String debit, String credit) {
        return line.with("AmDe", FieldValue.of(new BigDecimal(debit))).with("AmCr",
                FieldValue.of(new BigDecimal(credit)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesAndFindsWhatItWrote(boolean resultsWrapper) {
        // Given
        given(AfasSimulatorConfig.standard().resultsWrapper(resultsWrapper).integrationIdRequired(true));
        Instant start = Instant.now();

        // When
        AfasAnswer debtor = afas().write(company("Inkoop@Example.com"), () -> true);
        String number = Optional.ofNullable(debtor.key("DbId")).orElseThrow();
        AfasAnswer order = afas().write(AfasRequest.post("FbSales", order(number, "1000")), () -> true);
        AfasAnswer entry = afas().write(entry(number, "20", LocalDate.of(2026, 11, 2)), () -> true);

        // Then
        List<AfasRow> debtors = afas().read(new GetQuery("Profit_Debtor", List.of(List.of(
                new Condition("Email", Operator.EQUALS, "inkoop@example.com"),
                Condition.time("ModifiedDate", Operator.AT_LEAST, start.minusSeconds(1)))), List.of("DebtorId"), 0));
        assertThat(debtors).singleElement().satisfies(row -> {
            assertThat(row.text("DebtorId")).isEqualTo(number);
            assertThat(row.text("BcCo")).isEqualTo(debtor.key("BcCo"));
            assertThat(row.text("DebtorName")).isEqualTo("Crème & Co, B.V.");
            assertThat(row.time("CreateDate")).isBetween(start.minusSeconds(1), Instant.now());
        });
        assertThat(afas().read(GetQuery.anyOf("Profit_Debtor", "DebtorName", List.of("Crème & Co, B.V.", "a;b"),
                "DebtorId"))).hasSize(1);
        assertThat(afas().read(GetQuery.anyOf("Profit_Salesorders", "CustomerReference", List.of(REFERENCE),
                "OrderNumber"))).singleElement().satisfies(row -> {
                    assertThat(row.text("OrderNumber")).isEqualTo(order.key("OrNu"));
                    assertThat(row.date("OrderDate")).isEqualTo(LocalDate.of(2026, 11, 2));
                    assertThat(row.decimal("TotalAmount")).isEqualByComparingTo("77.88");
                });
        assertThat(afas().read(GetQuery.anyOf("Profit_Transactions", "VoucherNo", List.of("0001/transaction/VRK/12"),
                "EntryNo", "SeqNo"))).hasSize(3).allSatisfy(row -> assertThat(row.text("EntryNo"))
                        .isEqualTo(entry.key("EnNo")));
        assertThat(simulator.books().byReference(REFERENCE)).hasSize(1);
        assertThat(simulator.books().entries()).hasSize(1);
    }

    @Test
    void sendsBodiesThatAfassOpenApiAccepts() {
        AfasOpenApi.find().ifPresent(openApi -> {
            for (AfasRequest request : List.of(company("a@example.com"),
                    AfasRequest.post("FbSales", order("1", "1000")), entry("1", "20", LocalDate.of(2026, 11, 2)))) {
                assertThat(openApi.violations("POST", request.connector(), RequestBody.of(request))).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl-nl", "en-us"})
    void namesWhatIsWrongInBothLanguages(String language) {
        // Given
        given(AfasSimulatorConfig.standard()
                .setup(StandardSetup.create().withBlockedPeriods(Set.of(new AfasSetup.Period(1, 2026, 10)))));
        connection.close();
        connection = connect(language, Duration.ofSeconds(20));
        String debtor = debtor();
        AfasElement order = order(debtor, "1000").with("OrNu", "TF-1");
        afas().write(AfasRequest.post("FbSales", order), () -> true);

        // Then
        assertThat(refusal(order(debtor, "X99"))).isEqualTo(Cause.of(FailureCode.ITEM_MISSING, "item", "X99"));
        assertThat(refusal(order("99999", "1000")))
                .isEqualTo(Cause.of(FailureCode.DEBTOR_MISSING, "debtor", "99999"));
        assertThat(refusal(order)).isEqualTo(Cause.of(FailureCode.NUMBER_TAKEN, "number", "TF-1"));
        assertThat(refusal(entry(debtor, "20", LocalDate.of(2026, 10, 2))))
                .isEqualTo(Cause.of(FailureCode.PERIOD_BLOCKED, "date", "2026/10"));
        assertThat(refusal(entry(debtor, "XX", LocalDate.of(2026, 11, 2))).code()).isEqualTo(FailureCode.AFAS_REFUSED);
        assertThat(simulator.books().documents()).hasSize(1);
        assertThat(simulator.books().entries()).isEmpty();
    }

    private Cause refusal(AfasElement order) {
        return refusal(AfasRequest.post("FbSales", order));
    }

    private Cause refusal(AfasRequest request) {
        AfasFailure.Refused refused = catchThrowableOfType(AfasFailure.Refused.class,
                () -> afas().write(request, () -> true));
        assertThat(refused.logReference()).isNotNull();
        return refused.failure();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                // Whether it is in the books, and what the client must say.
                Arguments.of(new Fault.AnswerLost(), true, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.Truncated(true), true, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.Truncated(false), true, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.AnswerReplaced(504, "text/html", "<html>Gateway Timeout</html>"), true,
                        AfasFailure.InDoubt.class),
                Arguments.of(new Fault.AnswerReplaced(500, "application/json",
                        "{\"externalMessage\":\"Command timeout expired.\"}"), true, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.ResetBeforeBody(), false, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.ResetBeforeCommit(), false, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.ProxyPage(502), false, AfasFailure.InDoubt.class),
                Arguments.of(new Fault.ProxyPage(403), false, AfasFailure.Unavailable.class),
                Arguments.of(new Fault.Maintenance(null), false, AfasFailure.Unavailable.class),
                Arguments.of(new Fault.Maintenance(Duration.ofHours(2)), false, AfasFailure.Unavailable.class),
                Arguments.of(new Fault.Throttled(Duration.ofSeconds(3)), false, AfasFailure.Throttled.class),
                Arguments.of(new Fault.Locked(), false, AfasFailure.Locked.class));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void sendsAWriteOnceAndTellsWhetherItIsInDoubt(Fault fault, boolean written, Class<AfasFailure> expected) {
        // Given
        String debtor = debtor();
        simulator.faults().add(FaultRule.of("fault", fault).operation("FbSales").nth(1));

        // When
        assertThatThrownBy(() -> afas().write(AfasRequest.post("FbSales", order(debtor, "1000")), () -> true))
                .isInstanceOf(expected);

        // Then
        assertThat(simulator.faults().fired("fault")).isEqualTo(1);
        assertThat(simulator.books().byReference(REFERENCE)).hasSize(written ? 1 : 0);
        assertThat(afas().read(GetQuery.anyOf("Profit_Salesorders", "CustomerReference", List.of(REFERENCE),
                "OrderNumber"))).hasSize(written ? 1 : 0);
    }

    @Test
    void isInDoubtAboutWhatAfasStillCarriesOutAfterTheTimeout() {
        // Given
        String debtor = debtor();
        simulator.faults().add(FaultRule.of("slow", new Fault.Delayed(Duration.ofMillis(2500))).operation("FbSales"));

        // When
        try (AfasConnection impatient = connect("nl-nl", Duration.ofMillis(1500))) {
            assertThatThrownBy(
                    () -> impatient.afas().write(AfasRequest.post("FbSales", order(debtor, "1000")), () -> true))
                    .isInstanceOf(AfasFailure.InDoubt.class);
        }

        // Then
        assertThat(simulator.books().byReference(REFERENCE)).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(simulator.books().byReference(REFERENCE)).hasSize(1));
    }

    @Test
    void takesSuccessWithoutBodyAsSuccess() {
        String debtor = debtor();
        simulator.faults().add(FaultRule.of("empty", new Fault.EmptyBody()).operation("FbSales"));

        assertThat(afas().write(AfasRequest.post("FbSales", order(debtor, "1000")), () -> true).keys()).isEmpty();

        assertThat(simulator.books().byReference(REFERENCE)).hasSize(1);
    }

    @Test
    void goesOnWithAFreshTokenWhenAfasEndsOne() {
        // Given
        String debtor = debtor();
        simulator.faults().add(FaultRule.of("ended", new Fault.ExpiredToken()).operation("FbSales").nth(1));

        // When
        AfasAnswer answer = afas().write(AfasRequest.post("FbSales", order(debtor, "1000")), () -> true);

        // Then
        assertThat(simulator.books().byReference(REFERENCE)).singleElement()
                .satisfies(order -> assertThat(order.number()).isEqualTo(answer.key("OrNu")));
    }

    @Test
    void isUnauthorizedWhenTheAddressIsNotAllowed() {
        afas().version();
        simulator.denyAddress(true);

        assertThatThrownBy(() -> afas().version()).isInstanceOf(AfasFailure.Unauthorized.class);
    }

    @Test
    void keepsWithinWhatAfasAsksOfItsClients() {
        // Given
        given(AfasSimulatorConfig.standard().latency(Duration.ofMillis(15)));
        List<String> codes = IntStream.range(0, 300).mapToObj(number -> "ART-" + number).toList();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 12; number++) {
                String connector = List.of("Profit_Article", "ProfitCountries", "Profit_Debtor").get(number % 3);
                String column = List.of("ItemCode", "CoId", "DebtorId").get(number % 3);
                GetQuery query = GetQuery.anyOf(connector, column, codes, column);
                threads.execute(() -> afas().read(query));
                String email = "debtor" + number + "@example.com";
                threads.execute(() -> afas().write(company(email), () -> true));
            }
        }

        // Then
        assertThat(simulator.books().debtors()).hasSize(12);
        assertThat(simulator.calls().mostAtOnce()).isLessThanOrEqualTo(4);
        assertThat(simulator.calls().violations()).isEmpty();
        assertThat(simulator.calls().of("oauth/token")).hasSize(1);
        assertThat(simulator.calls().calls()).allSatisfy(call -> assertThat(call.status()).isIn(200, 201));
    }

    @Test
    void namesWhatTheAppConnectorDoesNotGive() {
        // Given
        given(AfasSimulatorConfig.standard().withheld(Set.of("FbDirectInvoice", "Profit_Article")));
        List<ConnectorNeed> needs = List.of(ConnectorNeed.get("Profit_Debtor", "DebtorId", "BcCo", "Email", "Own"),
                ConnectorNeed.get("Profit_Article", "ItemCode"), ConnectorNeed.update("FbSales", "DbId", "RfCs",
                        "FbSalesLines/ItCd", "FbSalesLines/UC2DE284248374B083C966F9B4EEEE9E2"),
                ConnectorNeed.update("FbDirectInvoice", "DbId"),
                ConnectorNeed.update("KnSalesRelationOrg", "CuId", "KnOrganisation/Nm",
                        "KnOrganisation/KnContact/ViKc"));

        // When
        List<Cause> missing = new Requirements(afas()).missing(needs);

        // Then
        assertThat(missing).extracting(cause -> cause.parameters().get("what")).containsExactly(
                "GetConnector Profit_Debtor, Own", "GetConnector Profit_Article",
                "UpdateConnector FbSales, FbSalesLines/UC2DE284248374B083C966F9B4EEEE9E2",
                "UpdateConnector FbDirectInvoice");
        assertThat(simulator.calls().calls())
                .noneMatch(call -> !call.method().equals("GET") && !call.operation().equals("oauth/token"));
    }
}

package com.twinafas.afas.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.connection.WireServer.Received;
import com.twinafas.afas.connection.WireServer.Reply;

class ReadTest {

    private static final GetQuery ALL = GetQuery.all("Profit_Article", "ItemCode");

    private @Nullable WireServer server;
    private @Nullable AfasConnection connection;

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private Afas given(Function<Received, Reply> behaviour) {
        WireServer started = new WireServer(behaviour);
        server = started;
        AfasConfig config = AfasConfig.of(started.base(), TokenFixture.CLASSIC).withReads(3, Duration.ofMillis(1));
        AfasConnection opened = AfasConnection.open(config, InstantSource.system(), new SimpleMeterRegistry());
        connection = opened;
        return opened.afas();
    }

    private URI base() {
        return server == null ? URI.create("") : server.base();
    }

    private List<Received> received() {
        return server == null ? List.of() : server.received();
    }

    @Test
    void readsPageAfterPageUntilAShortOne() {
        // Given 1200 rows of 100 columns, so that a page holds at most 1499
        Afas afas = given(request -> page(request, 2100, 100));

        // When
        List<AfasRow> rows = afas.read(ALL);

        // Then
        assertThat(rows).extracting(row -> row.text("c0"))
                .containsExactlyElementsOf(IntStream.range(0, 2100).mapToObj(String::valueOf).toList());
        assertThat(received()).extracting(request -> number(request, "skip") + "+" + number(request, "take"))
                .containsExactly("0+500", "500+1499", "1999+1499");
        assertThat(received()).allSatisfy(request -> assertThat(query(request)).containsEntry("orderbyfieldids",
                "ItemCode"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Out of memory", "Out of String space"})
    void halvesThePageThatIsTooLargeForAfas(String text) {
        // Given
        Afas afas = given(request -> number(request, "take") > 130
                ? WireServer.json(500, "{\"externalMessage\":\"" + text + "\"}")
                : page(request, 200, 3));

        // When
        List<AfasRow> rows = afas.read(ALL);

        // Then
        assertThat(rows).hasSize(200);
        assertThat(received()).extracting(request -> number(request, "skip") + "+" + number(request, "take"))
                .containsExactly("0+500", "0+250", "0+125", "125+125");
    }

    @Test
    void readsNoMoreThanTheLimit() {
        Afas afas = given(request -> page(request, 1000, 2));

        assertThat(afas.read(new GetQuery("Profit_Article", List.of(), List.of("ItemCode"), 1))).hasSize(1);

        assertThat(received()).singleElement().satisfies(request -> assertThat(number(request, "take")).isEqualTo(1));
    }

    @Test
    void splitsAQueryThatDoesNotFitInAnAddressAndGivesNoRowTwice() {
        // Given a server that gives what is asked, and one row that every call gives
        Afas afas = given(request -> {
            List<String> codes = List.of(query(request).getOrDefault("filtervalues", "").split(";", -1));
            return rows(
                    Stream.concat(codes.stream(), Stream.of("always")).map(code -> Map.of("ItemCode", code)).toList());
        });
        List<String> codes = IntStream.range(0, 500).mapToObj(number -> "ARTICLE-%04d".formatted(number)).toList();

        // When
        List<AfasRow> rows = afas.read(GetQuery.anyOf("Profit_Article", "ItemCode", codes, "ItemCode"));

        // Then
        assertThat(rows).extracting(row -> row.text("ItemCode")).hasSize(501).containsAll(codes).contains("always");
        assertThat(received()).hasSizeBetween(5, 12).allSatisfy(request -> assertThat(
                request.address().substring(request.address().indexOf('?') + 1)).hasSizeLessThanOrEqualTo(2049));
    }

    @Test
    void keepsRowsThatAreAlikeInOnePage() {
        Afas afas = given(request -> rows(List.of(Map.of("In_stock", "5"), Map.of("In_stock", "5"))));

        assertThat(afas.read(GetQuery.all("Profit_Stock_per_Warehouse", "Item_code"))).hasSize(2);
    }

    @Test
    void triesAgainWhatFailedForAMoment() {
        // Given
        AtomicInteger calls = new AtomicInteger();
        Afas afas = given(request -> switch (calls.incrementAndGet()) {
            case 1 -> new Reply.Reset();
            case 2 -> WireServer.html(502);
            default -> page(request, 3, 2);
        });

        // When
        List<AfasRow> rows = afas.read(ALL);

        // Then
        assertThat(rows).hasSize(3);
    }

    @Test
    void isUnavailableAndNeverInDoubtWhenItKeepsFailing() {
        Afas afas = given(request -> WireServer.json(500, "{\"externalMessage\":\"Command timeout expired.\"}"));

        assertThatThrownBy(() -> afas.read(ALL)).isInstanceOf(AfasFailure.Unavailable.class);

        assertThat(received()).hasSize(3);
    }

    @Test
    void doesNotTryAgainWhatAfasMayStillBeReading() {
        Afas patient = given(request -> request.address().endsWith("Version")
                ? WireServer.json(200, "{\"version\":\"1\"}")
                : new Reply.Silence());
        AfasConfig config = AfasConfig.of(base(), TokenFixture.CLASSIC).withTimeout(Duration.ofSeconds(1));
        // The first call of a JVM takes long to leave.
        patient.version();

        try (AfasConnection impatient = AfasConnection.open(config, InstantSource.system(),
                new SimpleMeterRegistry())) {
            assertThatThrownBy(() -> impatient.afas().read(ALL)).isInstanceOf(AfasFailure.Unavailable.class);
        }

        assertThat(received()).hasSize(2);
    }

    @Test
    void doesNotTryAgainWhenAfasSaysHowLongItIsAway() {
        Afas afas = given(request -> WireServer.json(503, "{\"error\":{\"retry_after\":7200}}"));

        assertThatThrownBy(() -> afas.read(ALL)).isInstanceOfSatisfying(AfasFailure.Unavailable.class,
                away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofHours(2)));

        assertThat(received()).hasSize(1);
    }

    @Test
    void doesNotTakeACutOffAnswerForAShortPage() {
        Afas afas = given(request -> WireServer.json(200, "{\"skip\":0,\"take\":500,\"rows\":[{\"ItemCode\":\"1\"}]"));

        assertThatThrownBy(() -> afas.read(ALL)).isInstanceOf(AfasFailure.Unavailable.class);
    }

    @Test
    void namesTheColumnThatTheConnectorDoesNotHave() {
        Afas afas = given(request -> WireServer.json(500,
                "{\"externalMessage\":\"Connector field 'ModifiedDat' not found\",\"errorNumber\":-2147220469}"));

        assertThatThrownBy(() -> afas.read(ALL)).isInstanceOfSatisfying(AfasFailure.ContractBroken.class,
                broken -> assertThat(broken.failure().parameters()).containsEntry("what",
                        "Profit_Article.ModifiedDat"));
    }

    @Test
    void neverPutsWhatIsSoughtIntoAMessage() {
        Afas afas = given(request -> new Reply.Reset());
        GetQuery query = GetQuery.anyOf("Profit_Debtor", "Email", List.of("jan@example.com"), "DebtorId");

        assertThatThrownBy(() -> afas.read(query)).satisfies(failure -> {
            for (Throwable at = failure; at != null; at = at.getCause()) {
                assertThat(at.toString() + Arrays.toString(at.getSuppressed())).doesNotContain("jan");
            }
        });
    }

    @Test
    void makesAtMostFourCallsAtOnceAndNeverTwoOfOneGetConnector() throws Exception {
        // Given
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Map<String, AtomicInteger> byConnector = IntStream.range(0, 6).boxed()
                .collect(Collectors.toMap(number -> "/ProfitRestServices/connectors/C" + number,
                        number -> new AtomicInteger()));
        AtomicInteger mostOfOne = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        Afas afas = given(request -> {
            AtomicInteger one = byConnector.getOrDefault(request.address().replaceAll("\\?.*", ""),
                    new AtomicInteger());
            mostOfOne.accumulateAndGet(one.incrementAndGet(), Math::max);
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            four.countDown();
            awaitQuietly(four);
            one.decrementAndGet();
            open.decrementAndGet();
            return page(request, 1, 1);
        });

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<AfasRow>>> reads = new ArrayList<>();
            for (int number = 0; number < 24; number++) {
                GetQuery query = GetQuery.all("C" + number % 6, "Id");
                reads.add(threads.submit(() -> afas.read(query)));
            }
            for (Future<List<AfasRow>> read : reads) {
                read.get(20, TimeUnit.SECONDS);
            }
        }

        // Then
        assertThat(most).hasValue(4);
        assertThat(mostOfOne).hasValue(1);
        assertThat(received()).hasSize(24);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As much of so many rows as is asked for. */
    private static Reply page(Received request, int total, int columns) {
        int skip = number(request, "skip");
        int to = Math.min(total, skip + number(request, "take"));
        return rows(IntStream.range(skip, Math.max(skip, to)).mapToObj(row -> IntStream.range(0, columns).boxed()
                .collect(Collectors.toMap(column -> "c" + column, column -> String.valueOf(row)))).toList());
    }

    private static Reply rows(List<Map<String, String>> rows) {
        return WireServer.json(200, rows.stream().map(row -> row.entrySet().stream()
                .map(cell -> "\"" + cell.getKey() + "\":\"" + cell.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"))).collect(Collectors.joining(",", "{\"rows\":[", "]}")));
    }

    private static int number(Received request, String parameter) {
        return Integer.parseInt(query(request).getOrDefault(parameter, "-1"));
    }

    private static Map<String, String> query(Received request) {
        return Arrays.stream(request.address().replaceFirst("^[^?]*\\?", "").split("&", -1))
                .map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}

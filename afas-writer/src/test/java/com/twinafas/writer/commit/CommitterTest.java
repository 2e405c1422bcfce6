package com.twinafas.writer.commit;

import static com.twinafas.writer.scenario.Samples.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.schemas.avro.Outcome;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.DocumentKind;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Fingerprints;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.line.Line;
import com.twinafas.writer.line.ScriptedAfas;
import com.twinafas.writer.scenario.BookLedger;

class CommitterTest {

    private static final Instant BEGUN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration IN_DOUBT = Duration.ofMinutes(15);
    /** How old an intent may be when its request leaves. */
    private static final Duration YOUNG = Duration.ofSeconds(10);
    private static final int CALLS_AT_ONCE = 5;
    private static final int ATTEMPTS = 2;
    private static final RecordKey KEY = invoice(1);
    private static final Version VERSION = new Version(1, 1, "raw", "says", null);

    private final BookLedger ledger = new BookLedger();
    private final WritableAfas afas = new WritableAfas();
    private final Line line = new Line(afas, 100, Duration.ofMillis(20), ledger);
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Instant now = BEGUN;
    private final Committer committer = new Committer(afas, line, ledger, () -> now, CALLS_AT_ONCE, IN_DOUBT, ATTEMPTS);

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void announcesWhatItCreatesBeforeItSendsIt() {
        // Given
        List<Intent> announced = new CopyOnWriteArrayList<>();
        afas.answering = request -> {
            announced.add(intent());
            return answer(Map.of("OrNu", "7"));
        };

        // When
        Sent sent = committer.create(Delivery.none(KEY), creation());

        // Then
        assertThat(announced).singleElement().satisfies(intent -> {
            assertThat(intent.reference()).isEqualTo("NL01/1");
            assertThat(intent.connector()).isEqualTo("FbSales");
            assertThat(intent.method()).isEqualTo(AfasRequest.Method.POST);
            assertThat(intent.version()).isEqualTo(VERSION);
            assertThat(intent.facts()).isEqualTo(Map.of("OrDa", "2026-11-20"));
            assertThat(intent.recordedAt()).isEqualTo(BEGUN);
            assertThat(intent.isRepeatable()).isFalse();
        });
        assertThat(ledger.delivery(KEY).documentKind()).isEqualTo(DocumentKind.ORDER);
        assertThat(ledger.delivery(KEY).administration()).isEqualTo("1");
        assertThat(sent.answer().keys()).containsEntry("OrNu", "7");
        assertThat(sent.steps()).extracting(Step::name).containsExactly("sent", "answered");
        assertThat(sent.steps()).allSatisfy(
                step -> assertThat(step.content()).isNotNull().extracting(Step.Content::owner).isEqualTo(invoice(9)));
        assertThat(sent.steps().getFirst().details()).isEqualTo(Map.of("connector", "FbSales", "method", "POST"));
    }

    @Test
    void hasNoMoreIntentsOpenThanCallsAndHalfAsManyMore() {
        // Given
        CountDownLatch answer = new CountDownLatch(1);
        afas.answering = request -> {
            hold(answer);
            return answer(Map.of());
        };

        // When
        List<CompletableFuture<Sent>> created = IntStream.range(0, 20).mapToObj(number -> async(
                () -> committer.create(Delivery.none(invoice(number)), creation()))).toList();

        // Then
        await().until(() -> afas.writing == 8);
        assertThat(ledger.count("intent")).isEqualTo(8);
        answer.countDown();
        created.forEach(CompletableFuture::join);
        assertThat(ledger.count("intent")).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void announcesNothingWhileTheLineStands(AfasRequest.Method method) {
        // Given
        afas.away = true;
        assertThatThrownBy(() -> line.once("FbSales", () -> {
            throw new AfasFailure.Unavailable("away", null, null);
        })).isInstanceOf(AfasFailure.Unavailable.class);

        // When
        CompletableFuture<Sent> waiting = async(() -> send(method));
        await().until(() -> ledger.line().contains("stopped: AFAS_UNAVAILABLE"));

        // Then
        assertThat(ledger.delivery(KEY).intent()).isNull();
        afas.away = false;
        waiting.join();
        assertThat(ledger.delivery(KEY).intent()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"POST, intent sent answered in-doubt", "PUT, sent answered in-doubt"})
    void leavesTheIntentOpenWhenNobodyKnows(AfasRequest.Method method, String steps) {
        afas.answering = request -> {
            throw new AfasFailure.InDoubt("FbSales", "no answer", null);
        };

        assertThatThrownBy(() -> send(method)).isInstanceOf(AfasFailure.InDoubt.class);

        assertThat(intent().looks()).isEqualTo(1);
        assertThat(ledger.delivery(KEY).outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(String.join(" ", ledger.steps(KEY)) + " in-doubt").isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void takesWhatItDidNotExpectForADoubt(AfasRequest.Method method) {
        afas.answering = request -> {
            throw new IllegalStateException("whatever");
        };

        assertThatThrownBy(() -> send(method)).isInstanceOf(AfasFailure.InDoubt.class)
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(intent().looks()).isEqualTo(1);
        assertThat(ledger.delivery(KEY).outcome()).isEqualTo(Outcome.IN_DOUBT);
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void leavesEverythingToWhoTookOver(AfasRequest.Method method) {
        afas.answering = request -> {
            throw new OwnershipLost();
        };

        assertThatThrownBy(() -> send(method)).isInstanceOf(OwnershipLost.class);

        assertThat(intent().looks()).isZero();
        assertThat(ledger.steps(KEY)).doesNotContain("answered");
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void hasNoIntentAndToldNothingWhenAfasRefuses(AfasRequest.Method method) {
        // Given
        Fingerprints before = Fingerprints.none(KEY).with("Nm", "before");
        ledger.commit(Entry.of(Delivery.none(KEY).telling(before)));
        afas.answering = request -> {
            throw new AfasFailure.Refused(Cause.of(FailureCode.AFAS_REFUSED, "reason", "no"), "no", null)
                    .answered("word for word");
        };

        // When
        assertThatThrownBy(() -> send(method)).isInstanceOf(AfasFailure.Refused.class);

        // Then
        assertThat(ledger.delivery(KEY).intent()).isNull();
        assertThat(ledger.delivery(KEY).told()).isEqualTo(before);
        assertThat(ledger.said(KEY).getLast()).isEqualTo(new Step.Content(invoice(9), "word for word"));
    }

    @Test
    void announcesAChangeWithWhatAfasIsToldByIt() {
        // Given
        Fingerprints asked = Fingerprints.none(KEY).with("Nm", "new");
        List<Delivery> seen = new CopyOnWriteArrayList<>();
        afas.answering = request -> {
            seen.add(ledger.delivery(KEY));
            return answer(Map.of());
        };

        // When
        Sent sent = committer.change(KEY, invoice(9), VERSION, request(AfasRequest.Method.PUT), asked);

        // Then
        assertThat(seen).singleElement().satisfies(delivery -> {
            assertThat(delivery.told()).isEqualTo(asked);
            assertThat(intent().isRepeatable()).isTrue();
            assertThat(intent().reference()).isEqualTo(KEY.toString());
        });
        assertThat(sent.steps()).extracting(Step::name).containsExactly("answered");
        assertThat(ledger.steps(KEY)).containsExactly("sent");
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void announcesAnewWhatWasHeldUpTooLong(AfasRequest.Method method) {
        // Given
        List<Boolean> wanted = new CopyOnWriteArrayList<>();
        afas.asking = still -> {
            now = intent().recordedAt().plus(YOUNG);
            wanted.add(still.getAsBoolean());
            if (wanted.size() == 1) {
                now = now.plusMillis(1);
                wanted.add(still.getAsBoolean());
                throw new AfasFailure.TooLate("held up");
            }
        };

        // When
        send(method);

        // Then
        assertThat(wanted).containsExactly(true, false, true);
        assertThat(intent().recordedAt()).isEqualTo(BEGUN.plus(YOUNG).plusMillis(1));
    }

    @Test
    void takesWhatIsFoundForDelivered() {
        open();

        Delivery settled = settle(new Finding.Done(Map.of("OrNu", "7")));

        assertThat(settled).isEqualTo(ledger.delivery(KEY));
        assertThat(settled.intent()).isNull();
        assertThat(settled.version()).isEqualTo(VERSION);
        assertThat(settled.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(settled.afas("OrNu")).isEqualTo("7");
        assertThat(ledger.steps(KEY)).endsWith("looked-up");
    }

    @Test
    void takesWhatIsLikelyForFoundInAnUnknownState() {
        open();

        Delivery settled = settle(new Finding.Likely(Map.of("OrNu", "7")));

        assertThat(settled).isEqualTo(ledger.delivery(KEY));
        assertThat(settled.intent()).isNull();
        assertThat(settled.version()).isNull();
        assertThat(settled.outcome()).isEqualTo(Outcome.NONE);
        assertThat(settled.afas("OrNu")).isEqualTo("7");
    }

    @Test
    void handsToAPersonWhatIsAnothersOrCannotBeKnown() {
        open();

        assertThatThrownBy(() -> settle(new Finding.Anothers("7"))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.failure()).isEqualTo(Cause.of(FailureCode.NUMBER_TAKEN, "number", "7")));
        assertThatThrownBy(() -> settle(new Finding.Unknowable())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.failure())
                        .isEqualTo(Cause.of(FailureCode.IN_DOUBT, "reference", "NL01/1")));

        assertThat(ledger.delivery(KEY).intent()).isNotNull();
    }

    @Test
    void looksSoonThenLaterAndBelievesOnlyTheLookAtTheEnd() {
        // Given
        open();

        // Then
        assertThat(nextLook()).isEqualTo(BEGUN.plus(YOUNG).plus(Duration.ofMinutes(1)));
        now = BEGUN.plus(YOUNG).plus(Duration.ofMinutes(1));
        assertThat(nextLook()).isEqualTo(BEGUN.plus(YOUNG).plus(Duration.ofMinutes(5)));
        now = BEGUN.plus(YOUNG).plus(Duration.ofMinutes(5));
        assertThat(nextLook()).isEqualTo(BEGUN.plus(YOUNG).plus(IN_DOUBT));
        now = BEGUN.plus(YOUNG).plus(IN_DOUBT).minusMillis(1);
        assertThat(nextLook()).isEqualTo(BEGUN.plus(YOUNG).plus(IN_DOUBT));
        assertThat(intent().looks()).isEqualTo(4);
        assertThat(ledger.details(KEY)).last().isEqualTo(Map.of("reference", "NL01/1", "looks", "4"));
        assertThat(ledger.delivery(KEY).outcome()).isEqualTo(Outcome.IN_DOUBT);
        now = BEGUN.plus(YOUNG).plus(IN_DOUBT);
        assertThat(settle(new Finding.Nothing()).intent()).isNull();
        assertThat(ledger.delivery(KEY).intent()).isNull();
        assertThat(ledger.details(KEY)).last().isEqualTo(Map.of("reference", "NL01/1", "found", "false"));
    }

    @Test
    void repeatsAChangeWithoutLooking() {
        // Given
        committer.change(KEY, KEY, VERSION, request(AfasRequest.Method.PUT));
        now = BEGUN.plus(YOUNG).plus(IN_DOUBT);

        // When
        Delivery settled = committer.settle(ledger.delivery(KEY), Waiting.Holding.ALL, () -> {
            throw new AssertionError("Nothing is looked for");
        });

        // Then
        assertThat(settled.intent()).isNull();
    }

    @Test
    void tellsAPersonWhenAfasNeverDidItAndThenTriesAsOftenAgain() {
        for (int round = 0; round < 2; round++) {
            neverDone();
            assertThatThrownBy(this::neverDone).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.failure())
                            .isEqualTo(Cause.of(FailureCode.AFAS_CONNECTOR_FAILS, "connector", "FbSales")));
        }
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT"})
    void countsAnewOnceAfasDidSomething(AfasRequest.Method method) {
        neverDone();
        send(method);
        neverDone();
        open();
        settle(new Finding.Done(Map.of("OrNu", "7")));
        neverDone();

        assertThatThrownBy(this::neverDone).isInstanceOf(Refusal.class);
    }

    private Sent send(AfasRequest.Method method) {
        return method == AfasRequest.Method.POST
                ? committer.create(ledger.delivery(KEY), creation())
                : committer.change(KEY, invoice(9), VERSION, request(method));
    }

    /** An intent that nobody knows the outcome of. */
    private void open() {
        afas.answering = request -> {
            throw new OwnershipLost();
        };
        assertThatThrownBy(() -> send(AfasRequest.Method.POST)).isInstanceOf(OwnershipLost.class);
        afas.answering = request -> answer(Map.of());
    }

    private void neverDone() {
        open();
        now = now.plus(YOUNG).plus(IN_DOUBT);
        settle(new Finding.Nothing());
    }

    private Delivery settle(Finding finding) {
        return committer.settle(ledger.delivery(KEY), Waiting.Holding.RECORD, () -> finding);
    }

    private Instant nextLook() {
        Waiting waiting = catchThrowableOfType(Waiting.class, () -> settle(new Finding.Nothing()));
        assertThat(waiting.holding()).isEqualTo(Waiting.Holding.RECORD);
        return waiting.until();
    }

    private Intent intent() {
        Intent intent = ledger.delivery(KEY).intent();
        assertThat(intent).isNotNull();
        return Objects.requireNonNull(intent);
    }

    private <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private static Creation creation() {
        return new Creation(DocumentKind.ORDER, "1", VERSION, request(AfasRequest.Method.POST), "NL01/1",
                Map.of("OrDa", "2026-11-20"), invoice(9));
    }

    private static AfasRequest request(AfasRequest.Method method) {
        return new AfasRequest(method, "FbSales", "FbSales", AfasElement.EMPTY.with("RfCs", "NL01/1"));
    }

    private static AfasAnswer answer(Map<String, String> keys) {
        return new AfasAnswer(keys, "body");
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An AFAS that answers writes as it is told. */
    private static final class WritableAfas extends ScriptedAfas {

        private volatile Function<AfasRequest, AfasAnswer> answering = request -> answer(Map.of());
        private volatile Consumer<BooleanSupplier> asking = still -> {
        };
        private volatile boolean away;
        private volatile int writing;

        @Override
        public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
            synchronized (this) {
                writing++;
            }
            asking.accept(wanted);
            return answering.apply(request);
        }

        @Override
        public String version() {
            if (away) {
                throw new AfasFailure.Unavailable("away", null, null);
            }
            return super.version();
        }
    }
}

package com.twinafas.writer.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.freefield.FreeFields;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.pipeline.doubt.PeriodOfDoubt;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.Fingerprints;
import com.twinafas.writer.delivery.Intent;
import com.twinafas.writer.delivery.Ledger;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Version;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.line.Line;

/**
 * The one place that commits to AFAS. What creates something is announced by an intent that is seen committed before
 * the request leaves; an intent without an outcome is settled by looking, never by sending again.
 */
public final class Committer {

    /** When to look again, as parts of the period of doubt; only the last look can say that it is not there. */
    private static final List<Integer> LOOKS = List.of(15, 3, 1);

    private final Afas afas;
    private final Line line;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Duration inDoubt;
    private final PeriodOfDoubt period;
    private final int attempts;
    private final Semaphore turns;
    private final FreeFields freeFields;
    /** How often in a row a record's request was not carried out without a reason; a new process begins anew. */
    private final Map<RecordKey, Integer> inVain = new ConcurrentHashMap<>();

    /**
     * @param callsAtOnce so many intents and a few more are open at once, however much waits: who dies leaves no more
     *                    than these in doubt
     * @param inDoubt     how long a request without an answer may run on at AFAS
     * @param attempts    so often a request is sent before a person is told that AFAS does not carry it out
     */
    public Committer(Afas afas, Line line, Ledger ledger, InstantSource clock, int callsAtOnce, Duration inDoubt,
            int attempts) {
        this.afas = afas;
        this.line = line;
        this.ledger = ledger;
        this.clock = clock;
        this.freeFields = new FreeFields(
                connector -> line.once(connector, () -> afas.updateConnector(connector)), clock);
        this.inDoubt = inDoubt;
        this.attempts = attempts;
        this.turns = new Semaphore(callsAtOnce + (callsAtOnce + 1) / 2, true);
        this.period = new PeriodOfDoubt(inDoubt);
    }

    /**
     * Sends a request that creates something. Afterwards the delivery in the ledger has the intent, until the caller
     * records what came of it; a request that AFAS did not carry out leaves none.
     *
     * @throws AfasFailure.InDoubt with the intent open
     */
    public Sent create(Delivery delivery, Creation creation) {
        line.awaitOpen();
        turns.acquireUninterruptibly();
        try {
            return createInTurn(delivery, creation.with(freeFields.resolved(creation.request())));
        } finally {
            turns.release();
        }
    }

    private Sent createInTurn(Delivery delivery, Creation creation) {
        Intent announced = announce(delivery, creation);
        Step sent = sent(delivery.key(), creation.owner(), creation.version(), creation.request());
        try {
            AfasAnswer answer = send(creation.request(), announced, () -> announce(delivery, creation));
            inVain.remove(delivery.key());
            return new Sent(answer, List.of(sent, answered(sent, answer)));
        } catch (OwnershipLost e) {
            throw e;
        } catch (AfasFailure.InDoubt e) {
            recordDoubt(delivery.key(), sent, answered(sent, e));
            throw e;
        } catch (AfasFailure e) {
            ledger.commit(Entry.of(ledger.delivery(delivery.key()).notDone(), sent, answered(sent, e)));
            throw e;
        } catch (RuntimeException e) {
            recordDoubt(delivery.key(), sent);
            throw new AfasFailure.InDoubt(creation.request().connector(), "A request ended unexpectedly", e);
        }
    }

    /**
     * Sends a request that can be sent twice with the same result: a PUT that adds nothing. It is announced all the
     * same: a newer state must not be sent, by whoever writes then, while AFAS may still be at this one and end after
     * it.
     *
     * @param owner    customer whose personal data the request holds, or the record itself when it holds nobody's
     * @param labelled may name free fields by their labels
     * @throws AfasFailure.InDoubt with the intent open
     */
    public Sent change(RecordKey key, RecordKey owner, Version version, AfasRequest labelled) {
        return change(key, owner, version, labelled, ledger.delivery(key).told());
    }

    /**
     * The same of a record of which only changes are sent.
     *
     * @param asked what AFAS was told while nobody knows whether it has this
     */
    public Sent change(RecordKey key, RecordKey owner, Version version, AfasRequest labelled, Fingerprints asked) {
        line.awaitOpen();
        AfasRequest request = freeFields.resolved(labelled);
        Step step = sent(key, owner, version, request);
        Fingerprints before = ledger.delivery(key).told();
        Intent announced = announceChange(key, version, request, step, asked);
        try {
            AfasAnswer answer = send(request, announced, () -> announceChange(key, version, request, step, asked));
            inVain.remove(key);
            return new Sent(answer, List.of(answered(step, answer)));
        } catch (OwnershipLost e) {
            throw e;
        } catch (AfasFailure.InDoubt e) {
            recordDoubt(key, answered(step, e));
            throw e;
        } catch (AfasFailure e) {
            ledger.commit(Entry.of(ledger.delivery(key).notDone().telling(before), answered(step, e)));
            throw e;
        } catch (RuntimeException e) {
            recordDoubt(key);
            throw new AfasFailure.InDoubt(request.connector(), "A request ended unexpectedly", e);
        }
    }

    /**
     * Finds out what became of an open intent.
     *
     * @param holding what an update that has to wait for the outcome goes on holding
     * @return the delivery without intent: delivered, found, or known not to have happened
     * @throws Waiting while AFAS may still be at it
     * @throws Refusal when a person has to look
     */
    public Delivery settle(Delivery delivery, Waiting.Holding holding, Supplier<Finding> look) {
        Intent intent = Objects.requireNonNull(delivery.intent());
        Instant lookedAt = clock.instant();
        Finding finding = intent.isRepeatable() ? new Finding.Nothing() : look.get();
        Delivery settled = switch (finding) {
            case Finding.Done(Map<String, String> keys) -> delivery.delivered(intent.version(), keys, lookedAt);
            case Finding.Likely(Map<String, String> keys) -> delivery.found(keys, lookedAt);
            case Finding.Anothers(String number) -> throw new Refusal(FailureCode.NUMBER_TAKEN, "number", number);
            case Finding.Unknowable() -> throw new Refusal(FailureCode.IN_DOUBT, "reference", intent.reference());
            case Finding.Nothing() when lookedAt.isBefore(end(intent)) -> throw lookAgain(delivery, holding, lookedAt);
            case Finding.Nothing() -> delivery.notDone();
        };
        ledger.commit(Entry.of(settled, Step.of(delivery.key(), "looked-up", intent.version(),
                Map.of("reference", intent.reference(), "found",
                        String.valueOf(!(finding instanceof Finding.Nothing))))));
        if (finding instanceof Finding.Nothing) {
            inVain.merge(delivery.key(), 1, Integer::sum);
            giveUpAfterAll(delivery.key(), intent.connector());
        } else {
            inVain.remove(delivery.key());
        }
        return settled;
    }

    /** AFAS was asked often enough; when a person has it sent again, it is asked as often again. */
    private void giveUpAfterAll(RecordKey key, String connector) {
        if (inVain.getOrDefault(key, 0) >= attempts) {
            inVain.remove(key);
            throw new Refusal(FailureCode.AFAS_CONNECTOR_FAILS, "connector", connector);
        }
    }

    private Waiting lookAgain(Delivery delivery, Waiting.Holding holding, Instant now) {
        Intent intent = Objects.requireNonNull(delivery.intent());
        ledger.commit(Entry.of(delivery.inDoubt(now), Step.of(delivery.key(), "in-doubt", intent.version(),
                Map.of("reference", intent.reference(), "looks", String.valueOf(intent.looks() + 1)))));
        Instant next = LOOKS.stream()
                .map(part -> intent.recordedAt().plus(period.oldestIntent()).plus(inDoubt.dividedBy(part)))
                .filter(now::isBefore).findFirst().orElseGet(() -> end(intent));
        return new Waiting(next, holding);
    }

    private Instant end(Intent intent) {
        return period.end(intent.recordedAt());
    }

    private Intent announceChange(RecordKey key, Version version, AfasRequest request, Step step, Fingerprints asked) {
        Intent intent = Intent.repeatable(UUID.randomUUID().toString(), request.connector(), request.method(),
                key.toString(), version, clock.instant());
        ledger.commit(Entry.of(ledger.delivery(key).telling(asked).repeating(intent), step));
        return intent;
    }

    private Intent announce(Delivery delivery, Creation creation) {
        AfasRequest request = creation.request();
        Intent intent = new Intent(UUID.randomUUID().toString(), request.connector(), request.method(),
                creation.reference(), creation.version(), new TreeMap<>(creation.facts()), clock.instant(), 0);
        ledger.commit(Entry.of(delivery.intending(intent, creation.kind(), creation.administration()),
                Step.of(delivery.key(), "intent", creation.version(),
                        Map.of("connector", request.connector(), "reference", creation.reference()))));
        return intent;
    }

    /**
     * Sends it while its intent is young. One that was held up, by a full line or because the whole process stood
     * still, is announced anew first; that fails when another writer took over meanwhile.
     */
    private AfasAnswer send(AfasRequest request, Intent announced, Supplier<Intent> anew) {
        Intent intent = announced;
        while (true) {
            Instant latest = intent.recordedAt().plus(period.oldestIntent());
            try {
                return line.once(request.connector(),
                        () -> afas.write(request, () -> !clock.instant().isAfter(latest)));
            } catch (AfasFailure.TooLate _) {
                intent = anew.get();
            }
        }
    }

    private void recordDoubt(RecordKey key, Step... steps) {
        ledger.commit(Entry.of(ledger.delivery(key).inDoubt(clock.instant()), steps));
    }

    private static Step sent(RecordKey key, RecordKey owner, Version version, AfasRequest request) {
        return Step.of(key, "sent", version,
                Map.of("connector", request.connector(), "method", request.method().name()))
                .saying(owner, request.method() + " " + request.connector() + " " + RequestBody.of(request));
    }

    private static Step answered(Step sent, AfasAnswer answer) {
        return answered(sent, Map.of(), answer.body());
    }

    private static Step answered(Step sent, AfasFailure failure) {
        return answered(sent, Map.of("code", failure.failure().code().name()), failure.answer());
    }

    private static Step answered(Step sent, Map<String, String> details, @Nullable String body) {
        Step step = new Step(sent.key(), "answered", sent.revision(), details, null);
        return body == null ? step : step.saying(Objects.requireNonNull(sent.content()).owner(), body);
    }
}

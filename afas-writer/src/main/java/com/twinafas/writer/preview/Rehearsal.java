package com.twinafas.writer.preview;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.writer.delivery.Delivery;
import com.twinafas.writer.delivery.Entry;
import com.twinafas.writer.delivery.OwnershipLost;
import com.twinafas.writer.delivery.Refusal;
import com.twinafas.writer.delivery.Step;
import com.twinafas.writer.delivery.Update;
import com.twinafas.writer.delivery.Waiting;
import com.twinafas.writer.dispatch.Desk;
import com.twinafas.writer.dispatch.Setup;

/**
 * Delivers an update without sending anything: the writer's own code looks, decides and makes its requests, on a copy
 * of what is recorded, and AFAS is only read. So what it shows is what would be sent.
 */
public final class Rehearsal {

    private final Afas afas;
    private final Settings settings;
    private final InstantSource clock;

    public Rehearsal(Afas afas, Settings settings, InstantSource clock) {
        this.afas = afas;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How it would end.
     *
     * @param outcome delivered, unchanged, superseded, waiting or refused
     * @param refusal why it would be refused, or why AFAS cannot be asked
     */
    public record Result(String outcome, @Nullable Cause refusal, List<AfasRequest> requests) {

        public Result {
            requests = List.copyOf(requests);
        }
    }

    /**
     * What delivering the update now would do.
     *
     * @param deliveries      of its record and its customers, as they are
     * @param linkedByAnother whether a debtor is linked to another customer than this one
     */
    public Result of(Update update, Map<RecordKey, Delivery> deliveries,
            BiPredicate<String, RecordKey> linkedByAnother) {
        ReadOnlyAfas reading = new ReadOnlyAfas(afas);
        AtomicReference<@Nullable Desk> opened = new AtomicReference<>();
        LedgerCopy ledger = new LedgerCopy(deliveries, linkedByAnother, () -> close(opened.get()));
        Desk desk = new Desk(reading, Setup.of(settings), () -> settings, ledger, ledger, clock, Duration.ZERO);
        opened.set(desk);
        try {
            Entry entry = desk.handler().deliver(update);
            return new Result(outcome(entry, update.key()), cause(entry), reading.requests());
        } catch (Refusal e) {
            return refused(e.failure(), reading);
        } catch (Waiting e) {
            return new Result("waiting", null, reading.requests());
        } catch (AfasFailure e) {
            return refused(e.failure(), reading);
        } catch (OwnershipLost e) {
            return refused(
                    Objects.requireNonNullElseGet(ledger.stopped(), () -> Cause.of(FailureCode.AFAS_UNAVAILABLE)),
                    reading);
        } finally {
            desk.line().close();
        }
    }

    private static Result refused(Cause cause, ReadOnlyAfas reading) {
        return new Result("refused", cause, reading.requests());
    }

    private static void close(@Nullable Desk desk) {
        if (desk != null) {
            desk.line().close();
        }
    }

    /** The last step of its story. */
    private static String outcome(Entry entry, RecordKey key) {
        return entry.steps().stream().filter(step -> step.key().equals(key)).map(Step::name)
                .reduce((before, last) -> last).orElse("unchanged");
    }

    private static @Nullable Cause cause(Entry entry) {
        Entry.Conclusion conclusion = entry.conclusion();
        return conclusion == null ? null : conclusion.cause();
    }
}

package com.twinafas.writer.offer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.requirement.Requirements;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;

/**
 * Looks every hour whether AFAS still offers what the enabled flows need, and whether what we sign in with ends soon: an
 * administrator's change is told before the first record that it breaks. AFAS's metadata knows a classic token's end
 * ({@code tokenExpiry}, afas-api §1.3); when a client secret ends only the settings know.
 */
public final class OfferWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OfferWatch.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final String MISSING = "offer/";
    private static final String ENDING = "end-of/";
    private static final int DATE = 10;

    private final Afas afas;
    private final Supplier<Settings> settings;
    private final Troubles troubles;
    private final InstantSource clock;
    private final MultiGauge expires;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("afas-offer").unstarted(this::untilClosed);

    public OfferWatch(Afas afas, Supplier<Settings> settings, Troubles troubles, InstantSource clock,
            MeterRegistry meters) {
        this.afas = afas;
        this.settings = settings;
        this.troubles = troubles;
        this.clock = clock;
        this.expires = MultiGauge.builder("twinafas.credential.expires").baseUnit("seconds")
                .description("When what we sign in to AFAS with ends, since 1970").register(meters);
    }

    public void start() {
        thread.start();
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        expires.register(List.of(), true);
    }

    private void untilClosed() {
        try {
            Duration wait = FIRST;
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
                wait = EVERY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. Of an AFAS that is away nothing can be said. */
    void look() {
        try {
            Map<String, Cause> missing = new TreeMap<>();
            new Requirements(afas).missing(Needs.of(settings.get()))
                    .forEach(cause -> missing.put(MISSING + cause.key(), cause));
            Map<String, LocalDate> ends = ends(afas.metainfo().tokenExpiry());
            show(ends);
            troubles.are(MISSING, missing);
            troubles.are(ENDING, ending(ends));
        } catch (AfasFailure e) {
            LOG.debug("What AFAS offers cannot be looked at now: {}", e.failure().code());
        }
    }

    /** The day on which each ends that is known to end. */
    private Map<String, LocalDate> ends(@Nullable String tokenExpiry) {
        Map<String, LocalDate> ends = new TreeMap<>();
        date(tokenExpiry).ifPresent(end -> ends.put("token", end));
        LocalDate secret = settings.get().afas().clientSecretEnds();
        if (secret != null) {
            ends.put("client secret", secret);
        }
        return ends;
    }

    /** Of the day its beginning: rather too early than too late. */
    private void show(Map<String, LocalDate> ends) {
        List<Row<?>> rows = new ArrayList<>();
        ends.forEach((what, end) -> rows.add(
                Row.of(Tags.of("credential", name(what)), end.atStartOfDay(ZONE).toEpochSecond())));
        expires.register(rows, true);
    }

    private Map<String, Cause> ending(Map<String, LocalDate> ends) {
        Map<String, Cause> ending = new TreeMap<>();
        LocalDate soon = LocalDate.ofInstant(clock.instant(), ZONE)
                .plusDays(settings.get().notifier().watch().ending().toDays());
        ends.forEach((what, end) -> {
            if (!end.isAfter(soon)) {
                ending.put(ENDING + name(what),
                        Cause.of(FailureCode.CREDENTIAL_ENDS, Map.of("what", what, "date", end.toString())));
            }
        });
        return ending;
    }

    private static String name(String what) {
        return what.replace(' ', '-');
    }

    /** The day; empty when there is none, or none that can be read. */
    private static Optional<LocalDate> date(@Nullable String text) {
        if (text == null || text.length() < DATE) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, DATE)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

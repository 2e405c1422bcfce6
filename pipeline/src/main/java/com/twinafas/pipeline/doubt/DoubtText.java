package com.twinafas.pipeline.doubt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Sentences;

/** Doubts for people at a terminal. */
public final class DoubtText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d-M-yyyy HH:mm:ss")
            .withZone(ZoneId.of("Europe/Amsterdam"));

    private final boolean dutch;
    private final Sentences sentences;

    /** @param language Dutch or English */
    public DoubtText(Locale language) {
        this.dutch = language.equals(Sentences.DUTCH);
        this.sentences = new Sentences(language);
    }

    public String of(List<Doubt> doubts, PeriodOfDoubt period) {
        return doubts.isEmpty()
                ? say("Nothing is in doubt.", "Er is niets onzeker.")
                : doubts.stream().map(doubt -> of(doubt, period)).collect(Collectors.joining("\n\n"));
    }

    private String of(Doubt doubt, PeriodOfDoubt period) {
        String end = time(period.end(doubt.sentAt()));
        Cause cause = doubt.cause();
        String state = cause == null
                ? say("looked for until " + end, "wordt gezocht tot " + end)
                : sentences.what(cause);
        String facts = doubt.facts().entrySet().stream().map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
        return doubt.record() + "\n  " + state + "\n  " + say("sent: ", "verstuurd: ") + doubt.method() + " "
                + doubt.connector() + ", " + time(doubt.sentAt()) + (facts.isEmpty() ? "" : ", " + facts) + "\n  "
                + say("looked for: ", "gezocht: ") + doubt.reference() + ", "
                + say(doubt.looks() + " times", doubt.looks() + " keer") + looked(doubt) + answers(doubt, end);
    }

    private String looked(Doubt doubt) {
        Instant at = doubt.lookedAt();
        return at == null ? "" : say(", last ", ", laatst ") + time(at);
    }

    private String answers(Doubt doubt, String end) {
        return "\n  " + say("it is there: ", "het staat er: ") + "./twinafas settle " + doubt.record()
                + " --there " + say("NUMBER", "NUMMER") + "\n  "
                + say("it is not there, after " + end + ": ", "het staat er niet, na " + end + ": ")
                + "./twinafas settle " + doubt.record() + " --not-there";
    }

    private String say(String english, String inDutch) {
        return dutch ? inDutch : english;
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}

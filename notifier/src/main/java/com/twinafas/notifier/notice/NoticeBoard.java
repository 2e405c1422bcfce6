package com.twinafas.notifier.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.avro.Telling;

/**
 * The notices that stand: one for each cause that is open, or that is over while somebody who was told does not know
 * yet. What changes here is written to the topic {@code notice} before anything is sent on the strength of it; a board
 * whose changes could not be written is thrown away.
 */
public final class NoticeBoard {

    /** An event leaves nothing open that could close; its cause is over when a day brought no other one. */
    static final Duration QUIET = Duration.ofDays(1);
    private static final int EXAMPLES = 5;

    private final Map<String, Notice> notices;
    private final Rhythm rhythm;
    private final SequencedMap<String, @Nullable Notice> changes = new LinkedHashMap<>();

    /** @param kept the notices as they stand on the topic, by their keys */
    public NoticeBoard(Map<String, Notice> kept, Rhythm rhythm) {
        notices = new TreeMap<>(kept);
        this.rhythm = rhythm;
    }

    /** What a message to a recipient is about. */
    public record Owed(String messageId, List<Notice> notices) {
    }

    /** A cause holds up one more record. */
    public void seen(StagedCause cause, Instant at) {
        Notice notice = noticeOf(cause, at);
        put(Notice.newBuilder(notice).setRecords(notice.getRecords() + 1).setLastSeenAt(at).build());
    }

    /** A cause holds up no record but a whole line. */
    public void seenWhole(StagedCause cause, Instant at) {
        put(Notice.newBuilder(noticeOf(cause, at)).setLastSeenAt(at).build());
    }

    /**
     * Something failed that leaves no dead letter open.
     *
     * @param reference a record key, or topic and offset
     */
    public void seenEvent(StagedCause cause, String reference, Instant at) {
        Notice notice = noticeOf(cause, at);
        List<String> examples = new ArrayList<>(notice.getExamples());
        if (examples.size() < EXAMPLES && !examples.contains(reference)) {
            examples.add(reference);
        }
        put(Notice.newBuilder(notice).setRecords(notice.getRecords() + 1).setEvents(notice.getEvents() + 1)
                .setLastSeenAt(at).setLastEventAt(at).setExamples(examples).build());
    }

    /**
     * Sees which causes hold nothing up any more and which came back. A cause that is over before anybody heard of it is
     * forgotten.
     *
     * @param isSending whether the message of this id is under way
     */
    public void settle(OpenLetters letters, Instant now, Predicate<String> isSending) {
        for (Notice notice : List.copyOf(notices.values())) {
            boolean open = letters.isOpen(key(notice)) || !isQuiet(notice, now);
            if (open && notice.getSolvedAt() != null) {
                reopen(notice);
            } else if (!open && notice.getTelling() != Telling.SOLVED) {
                over(notice, now, isSending);
            }
        }
    }

    private void reopen(Notice notice) {
        put(notice.getTelling() == Telling.SOLVED
                ? Notice.newBuilder(notice).setSolvedAt(null).setTelling(Telling.NOTHING).setTellings(0)
                        .setAttemptedAt(null).setToldRecords(0).setOwed(Map.of()).setTold(List.of())
                        .setFirstToldAt(null).setFirstSeenAt(notice.getLastSeenAt()).build()
                : Notice.newBuilder(notice).setSolvedAt(null).build());
    }

    private void over(Notice notice, Instant now, Predicate<String> isSending) {
        Map<String, String> underWay = new TreeMap<>(notice.getOwed());
        underWay.values().removeIf(isSending.negate());
        if (notice.getTold().isEmpty() && underWay.isEmpty()) {
            remove(notice);
        } else if (notice.getSolvedAt() == null || !underWay.equals(notice.getOwed())) {
            put(Notice.newBuilder(notice).setOwed(underWay)
                    .setSolvedAt(notice.getSolvedAt() == null ? now : notice.getSolvedAt()).build());
        }
    }

    /** Since when the oldest thing is known that people are to be told: a new cause, or one that is over for good. */
    public Optional<Instant> oldestNews(Instant now) {
        return Stream.concat(untold().map(Notice::getFirstSeenAt),
                solved(now).map(Notice::getSolvedAt).map(at -> at.plus(rhythm.settled())))
                .min(Instant::compareTo);
    }

    /** Whether it is time to tell again what is open. */
    public boolean isDigestDue(Instant now) {
        return known().anyMatch(notice -> isOlder(notice, rhythm.repeat(), now) || (notice.getTellings() == 1
                && notice.getRecords() > notice.getToldRecords() && isOlder(notice, rhythm.digest(), now)));
    }

    /** Keys of what would be told now. */
    public List<String> newsKeys(Instant now) {
        return Stream.concat(untold(), solved(now)).map(NoticeBoard::key).toList();
    }

    /**
     * Records that messages are about to tell of the new causes and of those that are over.
     *
     * @param concerned who is told of a cause
     * @param post      the messages that are on their way to each of them
     */
    public void attemptNews(Function<Notice, Set<String>> concerned, Post post, Instant now) {
        untold().toList().forEach(
                notice -> attempt(notice, Telling.OPEN, concerned.apply(notice), post, now));
        solved(now).toList().forEach(
                notice -> attempt(notice, Telling.SOLVED, new TreeSet<>(notice.getTold()), post, now));
    }

    /** Records that messages are about to tell again of all that is open and known. */
    public void attemptDigest(Function<Notice, Set<String>> concerned, Post post, Instant now) {
        known().toList().forEach(notice -> {
            Set<String> recipients = new TreeSet<>(concerned.apply(notice));
            recipients.removeAll(notice.getOwed().keySet());
            attempt(notice, Telling.OPEN, recipients, post, now);
        });
    }

    private void attempt(Notice notice, Telling telling, Set<String> recipients, Post post, Instant now) {
        Map<String, String> messages = recipients.stream().collect(Collectors.toMap(Function.identity(),
                post::messageFor));
        // Giving a message may have joined others, this notice's too.
        Notice current = Objects.requireNonNull(notices.get(key(notice)));
        Map<String, String> owed = new TreeMap<>(current.getOwed());
        owed.putAll(messages);
        put(Notice.newBuilder(current).setTelling(telling).setOwed(owed).setAttemptedAt(now)
                .setToldRecords(notice.getRecords())
                .setTellings(telling == Telling.OPEN ? notice.getTellings() + 1 : notice.getTellings()).build());
    }

    /** All that is owed with one message is owed with another one from now on. */
    public void join(String recipient, String messageId, String into) {
        notices.values().stream().filter(notice -> messageId.equals(notice.getOwed().get(recipient))).toList()
                .forEach(notice -> {
                    Map<String, String> owed = new TreeMap<>(notice.getOwed());
                    owed.put(recipient, into);
                    put(Notice.newBuilder(notice).setOwed(owed).build());
                });
    }

    /** The messages that a recipient has not got yet. */
    public List<Owed> owedTo(String recipient) {
        Map<String, List<Notice>> byMessage = new TreeMap<>();
        notices.values().stream().filter(notice -> notice.getOwed().containsKey(recipient)).forEach(notice -> byMessage
                .computeIfAbsent(notice.getOwed().get(recipient), id -> new ArrayList<>()).add(notice));
        return byMessage.entrySet().stream().map(entry -> new Owed(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** A recipient got a message. */
    public void told(String messageId, String recipient, Instant at) {
        notices.values().stream().filter(notice -> messageId.equals(notice.getOwed().get(recipient))).toList()
                .forEach(notice -> told(notice, recipient, at));
    }

    private void told(Notice notice, String recipient, Instant at) {
        Map<String, String> owed = new TreeMap<>(notice.getOwed());
        owed.remove(recipient);
        if (notice.getTelling() == Telling.SOLVED && owed.isEmpty()) {
            remove(notice);
            return;
        }
        Set<String> told = new TreeSet<>(notice.getTold());
        told.add(recipient);
        put(Notice.newBuilder(notice).setOwed(owed).setTold(List.copyOf(told))
                .setFirstToldAt(notice.getFirstToldAt() == null ? at : notice.getFirstToldAt()).setLastToldAt(at)
                .build());
    }

    /**
     * Nothing is owed to somebody who is not among the recipients any more. What nobody was told because of that is told
     * anew.
     */
    public void keepRecipients(Set<String> recipients) {
        List.copyOf(notices.values()).stream().filter(notice -> !recipients.containsAll(notice.getOwed().keySet())
                || !recipients.containsAll(notice.getTold())).forEach(notice -> keep(notice, recipients));
    }

    private void keep(Notice notice, Set<String> recipients) {
        Map<String, String> owed = new HashMap<>(notice.getOwed());
        owed.keySet().retainAll(recipients);
        List<String> told = notice.getTold().stream().filter(recipients::contains).toList();
        if (notice.getTelling() == Telling.SOLVED && owed.isEmpty()) {
            remove(notice);
            return;
        }
        boolean untold = owed.isEmpty() && told.isEmpty();
        Notice.Builder kept = Notice.newBuilder(notice).setOwed(owed).setTold(told);
        if (untold) {
            kept.setTelling(Telling.NOTHING).setTellings(0).setAttemptedAt(null);
        }
        put(kept.build());
    }

    /** What is to be written since the last call, by key; a null value deletes. */
    public SequencedMap<String, @Nullable Notice> takeChanges() {
        SequencedMap<String, @Nullable Notice> taken = new LinkedHashMap<>(changes);
        changes.clear();
        return taken;
    }

    private Stream<Notice> untold() {
        return notices.values().stream()
                .filter(notice -> notice.getTelling() == Telling.NOTHING && notice.getSolvedAt() == null);
    }

    /** Open, and somebody knows. */
    private Stream<Notice> known() {
        return notices.values().stream().filter(notice -> notice.getTelling() == Telling.OPEN
                && notice.getSolvedAt() == null && !notice.getTold().isEmpty());
    }

    /** Over for good, and somebody who was told does not know. */
    private Stream<Notice> solved(Instant now) {
        return notices.values().stream()
                .filter(notice -> notice.getTelling() == Telling.OPEN && !notice.getTold().isEmpty())
                .filter(notice -> notice.getSolvedAt() != null
                        && !now.isBefore(notice.getSolvedAt().plus(rhythm.settled())));
    }

    private static boolean isOlder(Notice notice, Duration age, Instant now) {
        return notice.getAttemptedAt() != null && !now.isBefore(notice.getAttemptedAt().plus(age));
    }

    private Notice noticeOf(StagedCause cause, Instant at) {
        Notice notice = notices.get(cause.key());
        return notice != null
                ? notice
                : Notice.newBuilder().setCause(cause.cause().key()).setStage(cause.stage().wireName())
                        .setFailureCode(cause.cause().code().name())
                        .setParameters(new TreeMap<>(cause.cause().parameters())).setFirstSeenAt(at).setLastSeenAt(at)
                        .setRecords(0).build();
    }

    private void put(Notice notice) {
        String key = key(notice);
        notices.put(key, notice);
        changes.put(key, notice);
    }

    private void remove(Notice notice) {
        String key = key(notice);
        notices.remove(key);
        changes.put(key, null);
    }

    private static String key(Notice notice) {
        return StagedCause.of(notice).key();
    }

    private static boolean isQuiet(Notice notice, Instant now) {
        return notice.getLastEventAt() == null || !now.isBefore(notice.getLastEventAt().plus(QUIET));
    }
}

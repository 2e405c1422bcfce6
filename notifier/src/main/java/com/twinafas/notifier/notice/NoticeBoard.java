package com.twinafas.notifier.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.notifier.cause.OpenLetters;
import com.twinafas.notifier.cause.StagedCause;
import com.twinafas.schemas.avro.Notice;

/**
 * The notices that stand: one for each cause that is open. What changes here is written to the topic {@code notice}
 * before anything is sent on the strength of it; a board whose changes could not be written is thrown away.
 */
public final class NoticeBoard {

    /** An event leaves nothing open that could close; its cause is over when a day brought no other one. */
    static final Duration QUIET = Duration.ofDays(1);
    private static final int EXAMPLES = 5;

    private final Map<String, Notice> notices;
    private final SequencedMap<String, @Nullable Notice> changes = new LinkedHashMap<>();

    /** @param kept the notices as they stand on the topic, by their keys */
    public NoticeBoard(Map<String, Notice> kept) {
        notices = new TreeMap<>(kept);
    }

    /** Notices that tell of several causes at once. */
    public record Telling(String messageId, List<Notice> notices) {
    }

    /** One more record is held up by the cause. */
    public void seen(StagedCause cause, Instant at) {
        Notice notice = noticeOf(cause, at);
        put(cause.key(),
                Notice.newBuilder(notice).setRecords(notice.getRecords() + 1).setLastSeenAt(at).build());
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
        put(cause.key(),
                Notice.newBuilder(notice).setRecords(notice.getRecords() + 1).setEvents(notice.getEvents() + 1)
                        .setLastSeenAt(at).setLastEventAt(at).setExamples(examples).build());
    }

    /** Takes down the notices of causes that hold nothing up any more; told again later they are news. */
    public void settle(OpenLetters letters, Instant now) {
        List<String> settled = notices.entrySet().stream()
                .filter(entry -> !letters.isOpen(entry.getKey()) && isQuiet(entry.getValue(), now))
                .map(Map.Entry::getKey).toList();
        settled.forEach(key -> {
            notices.remove(key);
            changes.put(key, null);
        });
    }

    /** Since when the oldest cause is known that no message was recorded for. */
    public Optional<Instant> oldestUntold() {
        return untold().map(Notice::getFirstSeenAt).min(Instant::compareTo);
    }

    /** Keys of the causes that no message was recorded for. */
    public List<String> untoldKeys() {
        return untold().map(notice -> StagedCause.of(notice).key()).toList();
    }

    /** Records that one message is about to tell, by these channels, all causes that no message was recorded for. */
    public void attempt(String messageId, Set<String> channels) {
        untold().toList().forEach(notice -> put(StagedCause.of(notice).key(), Notice.newBuilder(notice)
                .setMessageId(messageId).setWaiting(List.copyOf(new TreeSet<>(channels))).build()));
    }

    /** The messages that a channel has not accepted yet, oldest cause first in each. */
    public List<Telling> waitingFor(String channel) {
        Map<String, List<Notice>> byMessage = new TreeMap<>();
        notices.values().stream().filter(notice -> notice.getWaiting().contains(channel)).forEach(notice -> byMessage
                .computeIfAbsent(String.valueOf(notice.getMessageId()), id -> new ArrayList<>()).add(notice));
        return byMessage.entrySet().stream().map(entry -> new Telling(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** A channel accepted a message. */
    public void told(String messageId, String channel, Instant at) {
        List<Notice> told = notices.values().stream().filter(notice -> messageId.equals(notice.getMessageId()))
                .filter(notice -> notice.getWaiting().contains(channel)).toList();
        for (Notice notice : told) {
            Set<String> channels = new TreeSet<>(notice.getChannels());
            channels.add(channel);
            put(StagedCause.of(notice).key(),
                    Notice.newBuilder(notice).setWaiting(without(notice.getWaiting(), channel))
                            .setChannels(List.copyOf(channels))
                            .setFirstToldAt(notice.getFirstToldAt() == null ? at : notice.getFirstToldAt())
                            .setLastToldAt(at).build());
        }
    }

    /**
     * A message waits for no channel that the settings do not have any more. What nobody was told because of that is
     * told anew, by the channels there are.
     */
    public void keepChannels(Set<String> channels) {
        notices.values().stream().filter(notice -> !channels.containsAll(notice.getWaiting())).toList()
                .forEach(notice -> put(StagedCause.of(notice).key(), keeping(channels, notice)));
    }

    private static Notice keeping(Set<String> channels, Notice notice) {
        List<String> waiting = notice.getWaiting().stream().filter(channels::contains).toList();
        boolean untold = waiting.isEmpty() && notice.getFirstToldAt() == null;
        return Notice.newBuilder(notice).setWaiting(waiting).setMessageId(untold ? null : notice.getMessageId())
                .build();
    }

    /** What is to be written since the last call, by key; a null value deletes. */
    public SequencedMap<String, @Nullable Notice> takeChanges() {
        SequencedMap<String, @Nullable Notice> taken = new LinkedHashMap<>(changes);
        changes.clear();
        return taken;
    }

    private Stream<Notice> untold() {
        return notices.values().stream().filter(notice -> notice.getMessageId() == null);
    }

    private Notice noticeOf(StagedCause cause, Instant at) {
        Notice notice = notices.get(cause.key());
        return notice != null
                ? notice
                : Notice.newBuilder().setCause(cause.cause().key()).setStage(cause.stage().wireName())
                        .setFailureCode(cause.cause().code().name())
                        .setParameters(new TreeMap<>(cause.cause().parameters())).setFirstSeenAt(at).setLastSeenAt(at)
                        .setRecords(0).setChannels(List.of()).build();
    }

    private void put(String key, Notice notice) {
        notices.put(key, notice);
        changes.put(key, notice);
    }

    private static boolean isQuiet(Notice notice, Instant now) {
        return notice.getLastEventAt() == null || !now.isBefore(notice.getLastEventAt().plus(QUIET));
    }

    private static List<String> without(List<String> channels, String channel) {
        return channels.stream().filter(other -> !other.equals(channel)).toList();
    }
}

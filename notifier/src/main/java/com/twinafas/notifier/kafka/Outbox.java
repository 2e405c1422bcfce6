package com.twinafas.notifier.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

import com.twinafas.notifier.notice.NoticeBoard;
import com.twinafas.notifier.notice.NoticeBoard.Owed;
import com.twinafas.notifier.notice.Post;
import com.twinafas.notifier.recipient.Dispatcher;
import com.twinafas.schemas.avro.Notice;

/**
 * The messages of one moment, one for each recipient. To somebody who cannot be reached few messages pile up: what comes
 * later joins the last of them, so that a mail server that is back after days brings one or two.
 */
final class Outbox implements Post {

    /** One that is refused for good must not hold up the rest, so there are two. */
    private static final int MOST_WAITING = 2;

    private final NoticeBoard board;
    private final Dispatcher dispatcher;
    private final String seed;
    private final Instant now;
    private final Map<String, String> messages = new HashMap<>();

    Outbox(NoticeBoard board, Dispatcher dispatcher, String tenant, Instant now) {
        this.board = board;
        this.dispatcher = dispatcher;
        this.seed = tenant + "@" + now;
        this.now = now;
    }

    @Override
    public String messageFor(String recipient) {
        String known = messages.get(recipient);
        if (known != null) {
            return known;
        }
        // Another id for what joins: a mailbox that got the message without our knowing would not show it again.
        String message = UUID.nameUUIDFromBytes((seed + recipient).getBytes(StandardCharsets.UTF_8)).toString();
        messages.put(recipient, message);
        joinable(recipient).ifPresent(waiting -> board.join(recipient, waiting.messageId(), message));
        return message;
    }

    private Optional<Owed> joinable(String recipient) {
        List<Owed> waiting = board.owedTo(recipient).stream()
                .filter(owed -> !dispatcher.isSending(owed.messageId())).toList();
        int most = dispatcher.recipients().isLeftAlone(recipient, now) ? 1 : MOST_WAITING;
        return waiting.size() < most ? Optional.empty() : waiting.stream().max(Comparator.comparing(Outbox::at));
    }

    private static Instant at(Owed owed) {
        return owed.notices().stream().map(Notice::getAttemptedAt).map(Outbox::orNever).max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private static Instant orNever(@Nullable Instant at) {
        return at == null ? Instant.MIN : at;
    }
}

package com.twinafas.pipeline.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.failure.Sentences;

/** A story for a terminal: what AFAS has, what holds it up, then everything that happened. Times are UTC. */
public final class StoryText {

    private final Sentences sentences;

    /** @param language of the sentences about causes, {@link Sentences#ENGLISH} or {@link Sentences#DUTCH} */
    public StoryText(Locale language) {
        sentences = new Sentences(language);
    }

    public String of(Story story) {
        List<String> lines = new ArrayList<>();
        lines.add(story.key().toString());
        if (story.happenings().isEmpty()) {
            lines.add("  No topic says anything about this record.");
            return text(lines);
        }
        lines.add("");
        lines.add("  at AFAS  " + story.delivery().map(StoryText::atAfas).orElse("nothing yet"));
        story.orderStatus().ifPresent(order -> lines.add("  order    " + status(order)));
        story.open().forEach(parked -> {
            lines.add("  held up  " + sentences.what(parked.cause()) + " (" + parked.stage() + ", "
                    + parked.cause().code() + ")");
            lines.add("           " + sentences.toDo(parked.cause()));
        });
        lines.add("");
        for (Happening happening : story.happenings()) {
            lines.add("  %-24s  %s".formatted(happening.at(), line(happening)));
            String content = content(happening);
            if (content != null) {
                content.lines().map(line -> " ".repeat(28) + line).forEach(lines::add);
            }
        }
        return text(lines);
    }

    private String line(Happening happening) {
        return switch (happening) {
            case Happening.Read read -> columns("read", read.state(), revision(read.revision()),
                    "hash " + read.hash().substring(0, Math.min(12, read.hash().length())));
            case Happening.Mapped mapped -> columns("mapped", mapped.documentKind(), revision(mapped.revision()),
                    "settings " + mapped.settingsVersion(), mapped.customerRevision() == null
                            ? null
                            : "customer " + revision(mapped.customerRevision()),
                    "to " + mapped.topic());
            case Happening.Step step -> columns(step.stage(), step.step(), revision(step.revision()),
                    pairs(step.details()));
            case Happening.Delivered delivered -> columns("delivery", delivered.outcome(), delivered.code(),
                    revision(delivered.revision()), pairs(delivered.afasKeys()),
                    delivered.intent() == null ? null : "open: " + delivered.intent());
            case Happening.OrderStatus order -> columns("order", order.orderNumber(), status(order));
            case Happening.Parked parked -> columns("parked", parked.stage(), sentences.what(parked.cause()),
                    parked.attempts() == 1 ? null : "attempt " + parked.attempts());
            case Happening.Released released -> columns("released", released.stage());
            case Happening.Unreadable unreadable -> columns("unreadable", unreadable.topic(),
                    "offset " + unreadable.offset());
        };
    }

    private static String atAfas(Happening.Delivered delivered) {
        String where = Stream
                .of(delivered.documentKind(),
                        delivered.administration() == null ? null : "administration " + delivered.administration(),
                        pairs(delivered.afasKeys()), revision(delivered.revision()))
                .filter(Objects::nonNull).collect(Collectors.joining(", "));
        return delivered.outcome().replace('_', ' ') + (where.isEmpty() ? "" : ": " + where);
    }

    private static String status(Happening.OrderStatus order) {
        if (order.gone()) {
            return "gone: AFAS does not show it any more";
        }
        String afas = order.afasStatus();
        String status = order.status();
        if (afas == null || status == null) {
            return "without a status";
        }
        return status.equals(afas) ? status : status + " (" + afas + ")";
    }

    private static @Nullable String content(Happening happening) {
        return switch (happening) {
            case Happening.Read read -> read.content();
            case Happening.Mapped mapped -> mapped.content();
            case Happening.Step step -> step.content();
            case Happening.OrderStatus order -> order.content();
            case Happening.Delivered _,Happening.Parked _,Happening.Released _,Happening.Unreadable _ ->
                null;
        };
    }

    private static String columns(String what, @Nullable String... rest) {
        return "%-10s%s".formatted(what,
                Stream.of(rest).filter(Objects::nonNull).map(String::valueOf).collect(Collectors.joining("  ")));
    }

    private static @Nullable String revision(@Nullable Long revision) {
        return revision == null ? null : "revision " + revision;
    }

    private static @Nullable String pairs(Map<String, String> pairs) {
        return pairs.isEmpty()
                ? null
                : pairs.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String text(List<String> lines) {
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }
}

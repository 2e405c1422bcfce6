package com.twinafas.pipeline.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.EffectiveValue;
import com.twinafas.pipeline.settings.topic.SettingsEditing;
import com.twinafas.pipeline.settings.topic.SettingsEditing.Outcome;
import com.twinafas.pipeline.settings.topic.SettingsFollower;
import com.twinafas.pipeline.settings.topic.SettingsTopic;
import com.twinafas.pipeline.settings.topic.StoredSettings;

/** The settings over HTTP: the document as YAML, its versions, and of every value where it comes from. */
final class SettingsHandler {

    static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    /** In bytes; the user's mapping is in it. */
    private static final int LARGEST = 4_000_000;
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private final SettingsTopic topic;
    private final SettingsFollower follower;
    private final SettingsEditing editing;
    private final Configured configured;

    SettingsHandler(SettingsTopic topic, SettingsFollower follower, SettingsEditing editing, Configured configured) {
        this.topic = topic;
        this.follower = follower;
        this.editing = editing;
        this.configured = configured;
    }

    /** The latest document, or that of {@code ?version=}; its version is the entity tag. */
    Mono<ServerResponse> export(ServerRequest request) {
        Optional<String> asked = request.queryParam("version");
        return blocking(() -> asked.isEmpty()
                ? topic.latest()
                : topic.versions().stream()
                        .filter(stored -> String.valueOf(stored.version()).equals(asked.get())).findFirst())
                .flatMap(found -> found.map(
                        stored -> ServerResponse.ok().contentType(YAML).eTag(tag(stored)).bodyValue(stored.document()))
                        .orElseGet(
                                () -> Replies.error(HttpStatus.NOT_FOUND, "There is no such version of the settings")))
                .onErrorResume(KafkaException.class, SettingsHandler::away);
    }

    /** Makes the body the next version; {@code If-Match} says which one it was made of. */
    Mono<ServerResponse> replace(ServerRequest request) {
        OptionalLong expected = tag(request.headers().firstHeader(HttpHeaders.IF_MATCH));
        if (expected.isEmpty()) {
            return Replies.error(HttpStatus.PRECONDITION_REQUIRED,
                    "Say with If-Match which version of the settings these were made of");
        }
        String comment = request.queryParam("comment").filter(text -> !text.isBlank()).orElse(null);
        return document(request).flatMap(document -> document.isEmpty()
                ? Replies.error(HttpStatus.CONTENT_TOO_LARGE, "Settings are not that large")
                : blocking(() -> editing.replace(document.get(), expected.getAsLong(), comment))
                        .flatMap(SettingsHandler::answer).onErrorResume(KafkaException.class, SettingsHandler::away));
    }

    /**
     * The body; empty when it is too large. It is read to its end all the same: a client that still sends when it is
     * answered may never read the answer.
     */
    private static Mono<Optional<String>> document(ServerRequest request) {
        return request.body(BodyExtractors.toDataBuffers()).reduceWith(ByteArrayOutputStream::new, (read, buffer) -> {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            if (read.size() <= LARGEST) {
                read.writeBytes(bytes);
            }
            return read;
        }).map(read -> read.size() > LARGEST ? Optional.empty() : Optional.of(read.toString(StandardCharsets.UTF_8)));
    }

    private static Mono<ServerResponse> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(StoredSettings stored) -> ServerResponse.ok().eTag(tag(stored))
                    .contentType(MediaType.APPLICATION_JSON).bodyValue(Map.of("version", stored.version()));
            case Outcome.Refused refused -> ServerResponse.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("error", "The settings have mistakes", "mistakes", refused.mistakes()));
            case Outcome.Moved(long version) -> Replies.error(HttpStatus.CONFLICT,
                    "The settings are at version " + version + " by now: export them and make the change again");
            case Outcome.FileDecides() -> Replies.error(HttpStatus.CONFLICT,
                    "The configuration file decides (twinafas.settings.authority is file): make the change there");
        };
    }

    /** Every version with who made it, latest first. */
    Mono<ServerResponse> versions(ServerRequest request) {
        return blocking(() -> topic.versions().reversed().stream().map(SettingsHandler::described).toList())
                .flatMap(versions -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("versions", versions)))
                .onErrorResume(KafkaException.class, SettingsHandler::away);
    }

    private static Map<String, Object> described(StoredSettings stored) {
        return Map.of("version", stored.version(), "by", stored.by().wireName(), "at", stored.at().toString(),
                "comment", stored.comment() == null ? "" : stored.comment());
    }

    /** Every value in force, or those at and below {@code ?key=}, with where it comes from; as JSON or text. */
    Mono<ServerResponse> origin(ServerRequest request) {
        Optional<StoredSettings> inForce = follower.inForce();
        if (inForce.isEmpty()) {
            return Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "No version of the settings is in force yet");
        }
        StoredSettings stored = inForce.get();
        String key = request.queryParam("key").orElse("");
        List<EffectiveValue> values = configured.values(stored.document(), stored.version()).stream()
                .filter(value -> value.isAt(key.strip())).toList();
        if (values.isEmpty()) {
            return Replies.error(HttpStatus.NOT_FOUND, "No setting is called " + key);
        }
        if (ApiHandler.wantsText(request)) {
            return ServerResponse.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                    .bodyValue(values.stream().map(EffectiveValue::line).collect(Collectors.joining("\n")));
        }
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("version", stored.version(), "values",
                        values.stream().map(SettingsHandler::described).toList()));
    }

    private static Map<String, Object> described(EffectiveValue value) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("key", value.key());
        described.put("value", value.value());
        described.put("origin", value.origin().wireName());
        described.put("from", value.from());
        described.put("office", value.office());
        return described;
    }

    /** Reading and writing topics blocks. */
    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<ServerResponse> away(Throwable reason) {
        return Replies.error(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer");
    }

    private static String tag(StoredSettings stored) {
        return "\"" + stored.version() + "\"";
    }

    private static OptionalLong tag(@Nullable String header) {
        Matcher matcher = TAG.matcher(header == null ? "" : header.strip());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}

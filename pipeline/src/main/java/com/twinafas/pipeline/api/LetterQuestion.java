package com.twinafas.pipeline.api;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import com.twinafas.pipeline.deadletter.LetterFilter;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/**
 * Dead letters as they are asked for; what is left out leaves all in.
 *
 * @param cause    code, cause or cause in one stage
 * @param stage    for example {@code write}
 * @param category for example {@code configuration}
 * @param flow     kind of record, for example {@code sales-invoice}
 * @param records  keys of records
 */
record LetterQuestion(@Nullable String cause, @Nullable String stage, @Nullable String category,
        @Nullable String office, @Nullable String flow, @Nullable List<String> records) {

    /** Of the parameters of an address. */
    static LetterQuestion of(ServerRequest request) {
        return new LetterQuestion(request.queryParam("cause").orElse(null), request.queryParam("stage").orElse(null),
                request.queryParam("category").orElse(null), request.queryParam("office").orElse(null),
                request.queryParam("flow").orElse(null), request.queryParams().get("record"));
    }

    /** @throws IllegalArgumentException when a word of it means nothing */
    LetterFilter filter() {
        Set<RecordKey> keys = records == null
                ? Set.of()
                : records.stream().map(RecordKey::parse).collect(Collectors.toSet());
        return new LetterFilter(cause, stage == null
                ? null
                : Stage.ofWireName(stage).orElseThrow(() -> unknown("stage", stage)),
                category == null
                        ? null
                        : Arrays.stream(FailureCategory.values()).filter(one -> one.wireName().equals(category))
                                .findFirst().orElseThrow(() -> unknown("category", category)),
                office, flow == null ? null : RecordKind.ofWireName(flow), keys);
    }

    private static IllegalArgumentException unknown(String what, String word) {
        return new IllegalArgumentException("No " + what + " is called '" + word + "'");
    }
}

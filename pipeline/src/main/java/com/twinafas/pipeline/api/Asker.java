package com.twinafas.pipeline.api;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Who asks for a change: whose token it is, and who that one says it is for. */
final class Asker {

    private static final int LONGEST = 200;

    private Asker() {
    }

    /**
     * @param said what the request says of it
     * @return ends with an IllegalArgumentException when that is no line of text
     */
    static Mono<String> of(ServerRequest request, @Nullable String said) {
        if (said != null && (said.length() > LONGEST || said.chars().anyMatch(Character::isISOControl))) {
            return Mono.error(new IllegalArgumentException("Who asks is one line"));
        }
        return request.principal().map(Principal::getName)
                .map(known -> said == null || said.isBlank() ? known : said.strip() + " (" + known + ")");
    }
}

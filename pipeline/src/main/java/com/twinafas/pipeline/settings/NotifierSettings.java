package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who is told about failures, and how; without a channel they stand in the log and in {@code /api/status} only. */
public record NotifierSettings(@Nullable @Valid Mail mail, @Nullable @Valid Webhook webhook) {

    /** E-mail by SMTP. */
    public record Mail(@DefaultValue("localhost") String host, @DefaultValue("25") int port, @Nullable String user,
            @Nullable String password, @DefaultValue("false") boolean startTls, String from, List<String> to) {
    }

    /**
     * A POST of JSON.
     *
     * @param secret when set, the body is signed with HMAC-SHA-256 in header {@code X-TwinAfas-Signature}
     */
    public record Webhook(URI url, @Nullable String secret) {
    }
}

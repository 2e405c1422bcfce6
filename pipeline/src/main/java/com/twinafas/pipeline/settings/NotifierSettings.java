package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who is told about failures, and how; without a channel they stand in the log and in {@code /api/status} only. */
public record NotifierSettings(@Nullable @Valid Mail mail, @ProcessSetting @Nullable @Valid Webhook webhook) {

    /** E-mail by SMTP. */
    public record Mail(@ProcessSetting @NotBlank @DefaultValue("localhost") String host,
            @ProcessSetting @Min(1) @Max(65535) @DefaultValue("25") int port, @ProcessSetting @Nullable String user,
            @ProcessSetting(secret = true) @Nullable String password,
            @ProcessSetting @DefaultValue("false") boolean startTls, @NotBlank String from,
            @NotEmpty List<@NotBlank String> to) {

        /** Without the password, and without whom it is about. */
        @Override
        public String toString() {
            return "Mail[host=" + host + ", port=" + port + ", startTls=" + startTls + "]";
        }
    }

    /**
     * A POST of JSON.
     *
     * @param secret when set, the body is signed with HMAC-SHA-256 in header {@code X-TwinAfas-Signature}
     */
    public record Webhook(@ProcessSetting(secret = true) @NotNull URI url,
            @ProcessSetting(secret = true) @Nullable String secret) {

        /** Without the secret, and without the address: its path often is one. */
        @Override
        public String toString() {
            return "Webhook[host=" + url.getHost() + "]";
        }
    }
}

package com.twinafas.notifier.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.WebhookBody;

/**
 * A POST of JSON to an address of the user's own. Any 2xx is accepted. A repetition has the same id, in header
 * {@value #MESSAGE_HEADER} and in the body.
 */
public final class WebhookChannel implements Channel {

    /** Header with the message's id. */
    public static final String MESSAGE_HEADER = "X-TwinAfas-Message";
    /** Header with the time of sending, in seconds since 1970. */
    public static final String TIME_HEADER = "X-TwinAfas-Timestamp";
    /**
     * Header with {@code sha256=} and the HMAC-SHA-256 under the secret of the time of sending, a dot and the body, in
     * hexadecimal.
     */
    public static final String SIGNATURE_HEADER = "X-TwinAfas-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final HttpPost post;
    private final WebhookBody body = new WebhookBody();
    private final @Nullable SecretKeySpec secret;
    private final InstantSource clock;

    /** @param secret signs time and body; null leaves them unsigned */
    public WebhookChannel(URI url, @Nullable String secret, InstantSource clock) {
        this.post = new HttpPost(url);
        this.secret = secret == null ? null : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Message message) throws NotAccepted {
        byte[] content = body.of(message);
        String time = String.valueOf(clock.instant().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>(Map.of(MESSAGE_HEADER, message.id(), TIME_HEADER, time));
        if (secret != null) {
            headers.put(SIGNATURE_HEADER, "sha256=" + HexFormat.of().formatHex(signature(secret, time, content)));
        }
        post.send(content, headers);
    }

    @Override
    public void close() {
        post.close();
    }

    private static byte[] signature(SecretKeySpec secret, String time, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
        }
    }
}

package com.twinafas.notifier.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.WebhookBody;

/**
 * A POST of JSON to an address of the user's own. Any 2xx is accepted. A repetition has the same id, in header
 * {@value #MESSAGE_HEADER} and in the body.
 */
public final class WebhookChannel implements Channel, AutoCloseable {

    /** Header with the message's id. */
    public static final String MESSAGE_HEADER = "X-TwinAfas-Message";
    /** Header with {@code sha256=} and the body's HMAC-SHA-256 under the secret, in hexadecimal. */
    public static final String SIGNATURE_HEADER = "X-TwinAfas-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build();
    private final WebhookBody body = new WebhookBody();
    private final URI url;
    private final @Nullable SecretKeySpec secret;

    /** @param secret signs the body; null leaves it unsigned */
    public WebhookChannel(URI url, @Nullable String secret) {
        this.url = url;
        this.secret = secret == null ? null : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Message message) throws NotAccepted {
        byte[] content = body.of(message);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TIMEOUT)
                .header("Content-Type", "application/json").header(MESSAGE_HEADER, message.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(content));
        if (secret != null) {
            request.header(SIGNATURE_HEADER, "sha256=" + HexFormat.of().formatHex(signature(secret, content)));
        }
        try {
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new NotAccepted("HTTP " + status);
            }
        } catch (IOException e) {
            throw new NotAccepted(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAccepted("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static byte[] signature(SecretKeySpec secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
        }
    }
}

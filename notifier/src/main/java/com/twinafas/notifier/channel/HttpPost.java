package com.twinafas.notifier.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Posts JSON to one address. Any 2xx is accepted. */
final class HttpPost implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI url;

    HttpPost(URI url) {
        this.url = url;
    }

    void send(byte[] body, Map<String, String> headers) throws NotAccepted {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TIMEOUT)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
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
}

package com.twinafas.schemas.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A registry behind Confluent's REST API. Every call may be repeated without harm, so one that finds no registry is:
 * at each address in turn, in rounds with a growing pause between them.
 */
public final class HttpRegistry implements Registry {

    /** Media type of requests and answers. */
    public static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Waits between two rounds. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    /**
     * How often an unanswered call is repeated.
     *
     * @param retries rounds after the first
     * @param first   pause before the first repetition; it doubles from there
     * @param longest pause at most
     */
    public record Retry(int retries, Duration first, Duration longest) {

        private Duration before(int round) {
            Duration doubled = first.multipliedBy(1L << Math.min(round - 1, 20));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private final List<URI> addresses;
    private final @Nullable String authorization;
    private final Retry retry;
    private final Pause pause;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();

    /** @param authorization value of the header of that name; null sends none */
    public HttpRegistry(List<URI> addresses, @Nullable String authorization, Retry retry, Pause pause) {
        this.addresses = List.copyOf(addresses);
        this.authorization = authorization;
        this.retry = retry;
        this.pause = pause;
    }

    @Override
    public int register(String subject, Schema schema) {
        return id(send("POST", "/subjects/" + encode(subject) + "/versions", body(schema)));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return id(send("POST", "/subjects/" + encode(subject), body(schema)));
    }

    @Override
    public Version latest(String subject) {
        JsonNode answer = send("GET", "/subjects/" + encode(subject) + "/versions/latest", null);
        return new Version(subject, answer.path("version").asInt(0), id(answer), parse(answer));
    }

    @Override
    public Schema schema(int id) {
        return parse(send("GET", "/schemas/ids/" + id, null));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private JsonNode send(String method, String path, @Nullable String body) {
        for (int round = 0;; round++) {
            RegistryUnavailable last = null;
            for (URI address : addresses) {
                try {
                    return send(address, method, path, body);
                } catch (RegistryUnavailable e) {
                    last = e;
                }
            }
            if (round == retry.retries() && last != null) {
                throw last;
            }
            try {
                pause.of(retry.before(round + 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailable("Interrupted while waiting for the schema registry", e);
            }
        }
    }

    private JsonNode send(URI address, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnavailable("The schema registry at " + address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("Interrupted while asking the schema registry at " + address, e);
        }
        int status = response.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new RegistryUnavailable("The schema registry at " + address + " answers " + status, null);
        }
        if (status >= 300) {
            throw new SerializationException("The schema registry at " + address + " refuses " + method + " " + path
                    + ": " + status + " " + message(response.body()));
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new SerializationException("The schema registry at " + address + " answers something that is not "
                    + "JSON to " + method + " " + path, e);
        }
    }

    private static String message(String body) {
        try {
            return JSON.readTree(body).path("message").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private static int id(JsonNode answer) {
        JsonNode id = answer.path("id");
        if (!id.isInt()) {
            throw new SerializationException("The schema registry's answer has no id");
        }
        return id.intValue();
    }

    private static Schema parse(JsonNode answer) {
        String type = answer.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO")) {
            throw new SerializationException("The schema is of type " + type + ", not AVRO");
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asString(""));
        } catch (AvroRuntimeException e) {
            throw new SerializationException("The schema registry's answer has no schema that can be read", e);
        }
    }

    private static String body(Schema schema) {
        return JSON.writeValueAsString(Map.of("schema", schema.toString()));
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package com.twinafas.simulators.afas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of the simulated AFAS, for its own tests: signed in with OAuth, speaking Dutch or English. */
final class Caller implements AutoCloseable {

    private final AfasSimulator afas;
    private final HttpClient http = HttpClient.newHttpClient();
    private String authorization = "";
    private String language = "nl-nl";

    private Caller(AfasSimulator afas) {
        this.afas = afas;
    }

    static Caller of(AfasSimulator afas) {
        Caller caller = new Caller(afas);
        caller.signIn();
        return caller;
    }

    void signIn() {
        Answer token = token("grant_type=client_credentials&client_id=" + afas.clientId() + "&client_secret="
                + afas.clientSecret());
        authorization("Bearer " + token.json().path("access_token").asString());
    }

    Caller authorization(String other) {
        authorization = other;
        return this;
    }

    Caller language(String other) {
        language = other;
        return this;
    }

    Answer token(String form) {
        return send(HttpRequest.newBuilder(uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Answer tokenByBasic(String basic) {
        return send(HttpRequest.newBuilder(uri("/oauth/token")).header("Authorization", "Basic " + basic)
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    }

    /** @param address behind {@code /ProfitRestServices}, escaped */
    Answer get(String address) {
        return send(request(address).GET());
    }

    Answer rows(String connector, String... parameters) {
        String query = List.of(parameters).stream().map(parameter -> {
            int equals = parameter.indexOf('=');
            return parameter.substring(0, equals + 1)
                    + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
        }).collect(Collectors.joining("&"));
        return get("/connectors/" + connector + (query.isEmpty() ? "" : "?" + query));
    }

    Answer post(String connector, String body) {
        return send(request("/connectors/" + connector).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer put(String connector, String body) {
        return send(request("/connectors/" + connector).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(address)).header("Accept-Language", language);
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private URI uri(String address) {
        return URI.create(afas.baseUrl() + address);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** AFAS's sentence. */
        String said() {
            return json().path("externalMessage").asString("");
        }

        /** A key of the answer to a write. */
        String key(String root, String field) {
            return json().path("results").path(root).path(field).asString("");
        }

        /** One column of all rows. */
        List<String> column(String name) {
            return json().path("rows").valueStream().map(row -> row.path(name).asString("")).toList();
        }
    }
}

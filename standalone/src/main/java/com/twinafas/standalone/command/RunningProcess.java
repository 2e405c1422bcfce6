package com.twinafas.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

import com.twinafas.pipeline.access.LocalToken;

/** The process that {@code run} or {@code demo} started, asked over its API. */
final class RunningProcess {

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", scope = ScopeType.INHERIT, //
            description = "Address of the running process (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Tells the person at the terminal. */
    void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    /** The address of something in it. */
    URI resolve(String path) {
        return url.resolve(path);
    }

    /**
     * What the process answered.
     *
     * @param version of what is in the body, its entity tag without quotes; empty when it has none
     */
    record Answer(boolean isGood, String body, String version) {
    }

    /**
     * Prints the answer.
     *
     * @return exit code: 0 when it answered what was asked
     */
    int print(HttpRequest request) throws IOException, InterruptedException {
        return tell(ask(request));
    }

    /** Asks without printing anything. Who asks is known by the token in TWINAFAS_TOKEN, else by that of this machine. */
    Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return ask(request.build());
    }

    private Answer ask(HttpRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder known = HttpRequest.newBuilder(request, (name, value) -> true);
        token().ifPresent(token -> known.header("Authorization", "Bearer " + token));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(known.build(), BodyHandlers.ofString());
            if (answer.statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
                return new Answer(false, answer.body() + "\nPut a token of " + url + " in TWINAFAS_TOKEN: no file of "
                        + "this user has one that is known there (" + file() + ").", "");
            }
            return new Answer(answer.statusCode() / 100 == 2, answer.body(),
                    answer.headers().firstValue("ETag").orElse("").replace("\"", ""));
        } catch (ConnectException e) {
            return new Answer(false, "Nothing answers at " + url
                    + ": start ./twinafas run or demo first, or name it with --url.", "");
        }
    }

    /**
     * Prints an answer.
     *
     * @return exit code: 0 when it is good
     */
    int tell(Answer answer) {
        PrintWriter to = answer.isGood() ? spec.commandLine().getOut() : spec.commandLine().getErr();
        to.println(answer.body());
        return answer.isGood() ? 0 : 1;
    }

    /** Text as it stands in an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Optional<String> token() throws IOException {
        String set = System.getenv("TWINAFAS_TOKEN");
        if (set != null && !set.isBlank()) {
            return Optional.of(set.strip());
        }
        // A token of this machine is nothing for another one.
        boolean here = InetAddress.getByName(url.getHost()).isLoopbackAddress();
        return here && Files.isReadable(file()) ? Optional.of(Files.readString(file()).strip()) : Optional.empty();
    }

    private Path file() {
        return LocalToken.file(LocalToken.home(), url.getPort());
    }
}

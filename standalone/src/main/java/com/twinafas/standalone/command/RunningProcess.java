package com.twinafas.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import picocli.CommandLine.Model.CommandSpec;

/** The process that {@code run} or {@code demo} started, asked over its API. */
final class RunningProcess {

    private final CommandSpec spec;
    private final URI url;

    RunningProcess(CommandSpec spec, URI url) {
        this.spec = spec;
        this.url = url;
    }

    /** The address of something in it. */
    URI resolve(String path) {
        return url.resolve(path);
    }

    /**
     * Prints the answer.
     *
     * @return exit code: 0 when it answered what was asked
     */
    int print(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            boolean good = answer.statusCode() / 100 == 2;
            PrintWriter to = good ? spec.commandLine().getOut() : spec.commandLine().getErr();
            to.println(answer.body());
            return good ? 0 : 1;
        } catch (ConnectException e) {
            spec.commandLine().getErr().println("Nothing answers at " + url
                    + ": start ./twinafas run or demo first, or name it with --url.");
            return 1;
        }
    }
}

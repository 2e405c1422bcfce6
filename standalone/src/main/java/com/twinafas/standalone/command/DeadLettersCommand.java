package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./twinafas dead-letters}: what holds records up, by cause, asked of the running process. */
@Command(name = "dead-letters", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Tells which records cannot go on without a person, by cause, and what to do about it.")
public final class DeadLettersCommand implements Callable<Integer> {

    @Mixin
    private AskedLetters asked = new AskedLetters();

    @Option(names = "--examples", defaultValue = "5", paramLabel = "N", //
            description = "How many records to name of each cause (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "Address of the running process (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunningProcess process = new RunningProcess(spec, url);
        return process.print(HttpRequest
                .newBuilder(process.resolve("/api/dead-letters?examples=" + examples + "&" + asked.parameters()))
                .header("Accept", "text/plain").header("Accept-Language", Locale.getDefault().getLanguage()).build());
    }
}

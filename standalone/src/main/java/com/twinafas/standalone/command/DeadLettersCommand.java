package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./twinafas dead-letters}: what holds records up, by cause, asked of the running process. */
@Command(name = "dead-letters", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Tells which records cannot go on without a person, by cause, and what to do about it.")
public final class DeadLettersCommand implements Callable<Integer> {

    @Mixin
    private AskedLetters asked = new AskedLetters();

    @Option(names = "--examples", defaultValue = "5", paramLabel = "N", //
            description = "How many records to name of each cause (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return process.print(HttpRequest
                .newBuilder(process.resolve("/api/dead-letters?examples=" + examples + "&" + asked.parameters()))
                .header("Accept", "text/plain").header("Accept-Language", Locale.getDefault().getLanguage()).build());
    }
}

package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./twinafas doubts}: requests of which nobody knows whether AFAS carried them out. */
@Command(name = "doubts", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Tells of which requests nobody knows whether AFAS carried them out, and how to answer.")
public final class DoubtsCommand implements Callable<Integer> {

    @Option(names = "--all", description = "Those too that are still looked for.")
    private boolean all;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "Address of the running process (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunningProcess process = new RunningProcess(spec, url);
        return process.print(HttpRequest.newBuilder(process.resolve("/api/doubts?withPerson=" + !all))
                .header("Accept", "text/plain").header("Accept-Language", Locale.getDefault().getLanguage()).build());
    }
}

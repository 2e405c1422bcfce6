package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./twinafas doubts}: requests of which nobody knows whether AFAS carried them out. */
@Command(name = "doubts", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Tells of which requests nobody knows whether AFAS carried them out, and how to answer.")
public final class DoubtsCommand implements Callable<Integer> {

    @Option(names = "--all", description = "Those too that are still looked for.")
    private boolean all;

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return process.print(HttpRequest.newBuilder(process.resolve("/api/doubts?withPerson=" + !all))
                .header("Accept", "text/plain").header("Accept-Language", Locale.getDefault().getLanguage()).build());
    }
}

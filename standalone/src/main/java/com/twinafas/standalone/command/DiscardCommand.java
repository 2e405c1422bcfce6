package com.twinafas.standalone.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./twinafas discard}: closes dead letters because nothing is to be done about them. */
@Command(name = "discard", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Closes dead letters because nothing is to be done about them. Sends nothing.")
public final class DiscardCommand implements Callable<Integer> {

    @Mixin
    private AskedLetters asked = new AskedLetters();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", //
            description = "Why; it is kept in the records' story. No names or addresses.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Tell how many there are; close none.")
    private boolean dryRun;

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(asked.said());
        body.put("reason", reason);
        body.put("dryRun", dryRun);
        return new JobCommands(process, "/api/discard").begin(body);
    }
}

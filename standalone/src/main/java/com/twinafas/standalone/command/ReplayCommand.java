package com.twinafas.standalone.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./twinafas replay}: maps what was ever polled again, by the mapping in force, in the running process. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Maps the records of a flow again by the mapping in force and sends what AFAS does not have.")
public final class ReplayCommand implements Callable<Integer> {

    @Nullable
    @Option(names = "--flow", paramLabel = "KIND", description = "customer, article, sales-invoice or transaction.")
    private String flow;

    @Nullable
    @Option(names = "--office", paramLabel = "CODE", description = "Of this Twinfield office only.")
    private String office;

    @Nullable
    @Option(names = "--since", paramLabel = "DAY", //
            description = "Only what changed since then, for example 2026-01-31.")
    private String since;

    @Option(names = "--record", paramLabel = "KEY", //
            description = "This record only: office/kind/code; may be said several times.")
    private List<String> records = new ArrayList<>();

    @Option(names = "--dry-run", description = "Report what would change in AFAS, by field; send nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Hand those too to the writer that were made from the very same source.")
    private boolean force;

    @Nullable
    @Option(names = "--rate", paramLabel = "N", description = "No more than so many records a minute.")
    private Integer rate;

    @Mixin
    private ChangedJob changed = new ChangedJob();

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        JobCommands jobs = new JobCommands(process, "/api/replays");
        if (changed.isAsked()) {
            return changed.apply(jobs);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("flow", flow);
        body.put("office", office);
        body.put("since", since);
        body.put("records", records);
        body.put("dryRun", dryRun);
        body.put("force", force);
        body.put("rate", rate);
        return jobs.begin(body);
    }
}

package com.twinafas.standalone.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./twinafas redrive}: sends records that were held up again, by the running process. */
@Command(name = "redrive", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Maps the current state of records that are held up again and sends it to AFAS.")
public final class RedriveCommand implements Callable<Integer> {

    @Mixin
    private AskedLetters asked = new AskedLetters();

    @Option(names = "--dry-run", description = "Tell what would be sent; send nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Take those too that failed too often.")
    private boolean force;

    @Nullable
    @Option(names = "--max", paramLabel = "N", description = "No more than so many records.")
    private Integer max;

    @Nullable
    @Option(names = "--rate", paramLabel = "N", description = "No more than so many records a minute.")
    private Integer rate;

    @Mixin
    private ChangedJob changed = new ChangedJob();

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        JobCommands jobs = new JobCommands(process, "/api/redrive");
        if (changed.isAsked()) {
            return changed.apply(jobs);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>(asked.said());
        body.put("dryRun", dryRun);
        body.put("force", force);
        body.put("max", max);
        body.put("rate", rate);
        return jobs.begin(body);
    }
}

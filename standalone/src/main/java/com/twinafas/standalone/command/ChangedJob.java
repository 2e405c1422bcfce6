package com.twinafas.standalone.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A job that was begun before: to be shown or changed. */
final class ChangedJob {

    @Nullable
    @Option(names = "--show", arity = "0..1", fallbackValue = "", paramLabel = "ID", //
            description = "Shows one that was begun, or all of them.")
    private String show;

    @Nullable
    @Option(names = "--pause", paramLabel = "ID", description = "Stops one until it is resumed.")
    private String pause;

    @Nullable
    @Option(names = "--resume", paramLabel = "ID", description = "Goes on with one that was paused.")
    private String resume;

    @Nullable
    @Option(names = "--cancel", paramLabel = "ID", description = "Ends one; what was sent is sent.")
    private String cancel;

    /** Whether one of them is asked for. */
    boolean isAsked() {
        return show != null || pause != null || resume != null || cancel != null;
    }

    /** @return exit code */
    int apply(JobCommands jobs) throws IOException, InterruptedException {
        if (pause != null) {
            return jobs.change(pause, "pause");
        }
        if (resume != null) {
            return jobs.change(resume, "resume");
        }
        return cancel != null ? jobs.change(cancel, "cancel") : jobs.show(show == null ? "" : show);
    }
}

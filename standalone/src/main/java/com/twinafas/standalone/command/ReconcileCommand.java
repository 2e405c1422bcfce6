package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./twinafas reconcile}: what Twinfield and AFAS have of a period, held against each other. */
@Command(name = "reconcile", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Counts and adds up what Twinfield and AFAS have of an office and period, and names what differs.", //
        exitCodeListHeading = "Exit codes:%n", //
        exitCodeList = {"0:nothing differs that is not explained", "1:something does, or it could not be found out"})
public final class ReconcileCommand implements Callable<Integer> {

    private static final String PATH = "/api/reconciliations";
    private static final Set<String> OVER = Set.of("done", "failed");
    private static final Duration GLANCE = Duration.ofSeconds(1);

    @Nullable
    @Option(names = "--office", paramLabel = "CODE", description = "Twinfield office.")
    private String office;

    @Nullable
    @Option(names = "--period", paramLabel = "PERIOD", description = "Of Twinfield: 2026/03, 2026/01-03 or 2026.")
    private String period;

    @Nullable
    @Option(names = "--show", paramLabel = "ID", arity = "0..1", fallbackValue = "", //
            description = "Tell of all that were done, those of the night too, or of one in full.")
    private String shown;

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (shown != null) {
            return process.print(HttpRequest.newBuilder(process.resolve(PATH + (shown.isEmpty() ? "" : "/" + shown)))
                    .header("Accept", "text/plain").build());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("office", office);
        body.put("period", period);
        body.put("by", System.getProperty("user.name", "command line"));
        RunningProcess.Answer begun = process
                .ask(HttpRequest.newBuilder(process.resolve(PATH)).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
        return begun.isGood()
                ? follow(JsonMapper.shared().readTree(begun.body()).path("id").asString())
                : process.tell(begun);
    }

    private int follow(String id) throws IOException, InterruptedException {
        while (true) {
            RunningProcess.Answer answer = process.ask(HttpRequest.newBuilder(process.resolve(PATH + "/" + id)));
            if (!answer.isGood()) {
                return process.tell(answer);
            }
            JsonNode one = JsonMapper.shared().readTree(answer.body());
            if (OVER.contains(one.path("state").asString())) {
                int printed = process.print(HttpRequest.newBuilder(process.resolve(PATH + "/" + id))
                        .header("Accept", "text/plain").build());
                return printed == 0 && one.path("unexplained").asLong(1) == 0 ? 0 : 1;
            }
            Thread.sleep(GLANCE);
        }
    }
}

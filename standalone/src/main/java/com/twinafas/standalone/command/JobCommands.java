package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Begins jobs of one kind in the running process, follows and changes them. */
final class JobCommands {

    private static final Set<String> OVER = Set.of("done", "cancelled", "refused");
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final RunningProcess process;
    private final String path;

    /** @param path of these jobs in the API */
    JobCommands(RunningProcess process, String path) {
        this.process = process;
        this.path = path;
    }

    /**
     * Begins a job and tells how far it is until it is over; who interrupts that does not stop the job.
     *
     * @param asked by name in the API; null is not asked
     * @return exit code: 0 when it was done
     */
    int begin(Map<String, @Nullable Object> asked) throws IOException, InterruptedException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(asked);
        body.put("by", user());
        RunningProcess.Answer begun = process.ask(request(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
        if (!begun.isGood()) {
            return process.tell(begun);
        }
        return follow(JsonMapper.shared().readTree(begun.body()).path("id").asString());
    }

    private int follow(String id) throws IOException, InterruptedException {
        String told = "";
        while (true) {
            RunningProcess.Answer answer = process.ask(request(path + "/" + id));
            if (!answer.isGood()) {
                return process.tell(answer);
            }
            JsonNode job = JsonMapper.shared().readTree(answer.body());
            String state = job.path("state").asString();
            if (OVER.contains(state)) {
                return process.print(request(path + "/" + id).header("Accept", "text/plain").build())
                        + (state.equals("done") ? 0 : 1);
            }
            String line = "%s  %s, %s of %s".formatted(id, state, job.path("done").asString(),
                    job.path("total").asString())
                    + (job.path("secondsLeft").isNumber()
                            ? ", %s a second, %s s left".formatted(job.path("perSecond").asString(),
                                    job.path("secondsLeft").asString())
                            : "");
            if (!line.equals(told)) {
                process.say(line);
                told = line;
            }
            Thread.sleep(GLANCE);
        }
    }

    /**
     * Tells of one, or of all.
     *
     * @param id empty for all
     */
    int show(String id) throws IOException, InterruptedException {
        return process.print(request(path + (id.isEmpty() ? "" : "/" + id)).header("Accept", "text/plain").build());
    }

    /** Pauses, resumes or cancels one. */
    int change(String id, String change) throws IOException, InterruptedException {
        return process.print(request(path + "/" + id + "/" + change + "?by=" + RunningProcess.encoded(user()))
                .header("Accept", "text/plain").POST(BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(process.resolve(address));
    }

    private static String user() {
        return System.getProperty("user.name", "command line");
    }
}

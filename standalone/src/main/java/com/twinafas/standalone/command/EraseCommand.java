package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./twinafas erase}: destroys a customer's key in the running process. It cannot be taken back. */
@Command(name = "erase", mixinStandardHelpOptions = true, //
        description = "Erases a customer: destroys the key of everything that is kept about it. Cannot be taken back.")
public final class EraseCommand implements Callable<Integer> {

    @Option(names = "--customer", required = true, paramLabel = "KEY", //
            description = "Its record key: office/customer/code, for example NL01/customer/1000.")
    private String customer = "";

    @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}", //
            description = "Who asks for it, for the audit (default: ${DEFAULT-VALUE}).")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit; without personal data.")
    private @Nullable String reason;

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> asked = new HashMap<>(Map.of("customer", customer, "by", by));
        if (reason != null) {
            asked.put("reason", reason);
        }
        return process.print(HttpRequest.newBuilder(process.resolve("/api/erasures"))
                .header("Content-Type", "application/json").header("Accept", "text/plain")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(asked))).build());
    }
}

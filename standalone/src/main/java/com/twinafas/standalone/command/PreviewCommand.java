package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./twinafas preview}: what would be sent for a record, asked of the running process; nothing is sent. */
@Command(name = "preview", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Shows what a record would become in AFAS: mapped values with their rules, requests, checks and "
                + "differences. Sends nothing.")
public final class PreviewCommand implements Callable<Integer> {

    /** Which records. */
    static final class Asked {

        @Nullable
        @Option(names = "--record", paramLabel = "KEY", //
                description = "Record key: office/kind/code, for example NL01/sales-invoice/FACTUUR/13.")
        private String key;

        @Nullable
        @Option(names = "--flow", paramLabel = "KIND", //
                description = "customer, article, sales-invoice or transaction: its last records as a table.")
        private String flow;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Asked asked = new Asked();

    @Option(names = "--last", defaultValue = "20", paramLabel = "N", //
            description = "How many of the flow (default: ${DEFAULT-VALUE}).")
    private int last;

    @Nullable
    @Option(names = "--mapping", paramLabel = "FILE", //
            description = "A mapping to try, as it would be instead of the one in force.")
    private Path mapping;

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Object> question = new LinkedHashMap<>();
        if (asked.key != null) {
            question.put("record", asked.key);
        } else {
            question.put("flow", asked.flow);
            question.put("last", last);
        }
        if (mapping != null) {
            if (!Files.isReadable(mapping)) {
                throw new ParameterException(spec.commandLine(), "The mapping " + mapping + " cannot be read");
            }
            question.put("mapping", Files.readString(mapping));
        }
        return process.print(HttpRequest.newBuilder(process.resolve("/api/preview")).header("Accept", "text/plain")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(question))).build());
    }
}

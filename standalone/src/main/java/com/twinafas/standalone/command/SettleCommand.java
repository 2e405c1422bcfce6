package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./twinafas settle}: what a person found in AFAS of a request that is in doubt. */
@Command(name = "settle", mixinStandardHelpOptions = true, sortOptions = false, //
        description = "Says what became of a request in doubt; see ./twinafas doubts.")
public final class SettleCommand implements Callable<Integer> {

    /** One of the two. */
    static final class Answer {

        @Nullable
        @Option(names = "--there", paramLabel = "NUMBER", //
                description = "It is in AFAS, under this order, entry or debtor number.")
        private String there;

        @Option(names = "--not-there", description = "It is not in AFAS: send it again.")
        private boolean notThere;
    }

    @Parameters(paramLabel = "KEY", description = "Record key: office/kind/code, for example NL01/sales-invoice/FACTUUR/13.")
    private String key = "";

    @ArgGroup(multiplicity = "1")
    private Answer answer = new Answer();

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        if (answer.there != null) {
            body.put("there", answer.there);
        }
        body.put("notThere", answer.notThere);
        body.put("by", System.getProperty("user.name", "command line"));
        return process.print(HttpRequest.newBuilder(
                process.resolve("/api/doubts/" + RunningProcess.encoded(key).replace("%2F", "/")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))).build());
    }
}

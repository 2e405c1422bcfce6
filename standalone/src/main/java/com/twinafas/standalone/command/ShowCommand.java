package com.twinafas.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./twinafas show}: one record's story, asked of the running process. */
@Command(name = "show", mixinStandardHelpOptions = true, //
        description = "Tells one record's story: raw, update, requests and answers, delivery.")
public final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "KEY", description = "Record key: office/kind/code, for example NL01/sales-invoice/FACTUUR/13.")
    private String key = "";

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Option(names = "--payload", description = "Show the content too: names, addresses, amounts.")
    private boolean payload;

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI address = process
                .resolve("/api/records/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/")
                        + (payload ? "?content=true" : ""));
        return process.print(HttpRequest.newBuilder(address).header("Accept", "text/plain").build());
    }
}

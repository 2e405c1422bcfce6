package com.twinafas.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.standalone.command.RunningProcess.Answer;

/** {@code ./twinafas settings}: the settings document of the running process as YAML, out and in. */
@Command(name = "settings", mixinStandardHelpOptions = true, //
        description = "Exports, imports and explains the settings of the running process.")
public final class SettingsCommand {

    /** The first line of what is exported: an import says by it which version it was made of. */
    private static final Pattern HEADING = Pattern.compile("# Settings version (\\d+)\\R");

    @Mixin
    private RunningProcess process = new RunningProcess();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Prints the document, headed by its version. */
    @Command(name = "export", mixinStandardHelpOptions = true, description = "Prints the settings as YAML.")
    int export(@Nullable @Option(names = "--of", paramLabel = "N", //
            description = "An older version instead of the last one.") Long version)
            throws IOException, InterruptedException {
        Answer answer = ask(
                request(version == null ? "/api/settings" : "/api/settings?version=" + version));
        if (!answer.isGood()) {
            return refused(answer);
        }
        out().println("# Settings version " + answer.version());
        out().print(answer.body());
        out().flush();
        return 0;
    }

    /** Makes a file the next version, if nobody was first and nothing in it is wrong. */
    @Command(name = "import", mixinStandardHelpOptions = true, //
            description = "Makes an exported and edited file the next version of the settings.")
    int importFile(@Parameters(paramLabel = "FILE", description = "The settings as YAML.") Path file,
            @Nullable @Option(names = "--onto", paramLabel = "N", //
                    description = "The version it is to follow, when its first line does not say so.") Long onto,
            @Option(names = "--comment", defaultValue = "", paramLabel = "TEXT", //
                    description = "Why, for those who look at the versions.") String comment)
            throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "The settings " + file + " cannot be read");
        }
        String text = Files.readString(file);
        Matcher heading = HEADING.matcher(text);
        boolean headed = heading.lookingAt();
        if (!headed && onto == null) {
            throw new ParameterException(spec.commandLine(), file + " does not say which version it was made of: "
                    + "begin with ./twinafas settings export, or name the version with --onto");
        }
        Answer answer = ask(
                request("/api/settings?comment=" + RunningProcess.encoded(comment))
                        .header("Content-Type", "application/yaml")
                        .header("If-Match", "\"" + (onto == null ? heading.group(1) : onto) + "\"")
                        .PUT(BodyPublishers.ofString(headed ? text.substring(heading.end()) : text)));
        if (!answer.isGood()) {
            return refused(answer);
        }
        out().println("Settings version " + json(answer).at("/version").asString() + " is stored.");
        return 0;
    }

    /** Prints who made which version when. */
    @Command(name = "versions", mixinStandardHelpOptions = true, description = "Lists the versions, latest first.")
    int versions() throws IOException, InterruptedException {
        Answer answer = ask(request("/api/settings/versions"));
        if (!answer.isGood()) {
            return refused(answer);
        }
        json(answer).at("/versions")
                .forEach(version -> out().println("%s  %s  by %s  %s".formatted(version.at("/version").asString(),
                        version.at("/at").asString(), version.at("/by").asString(),
                        version.at("/comment").asString()).stripTrailing()));
        return 0;
    }

    /** Prints values in force and where each comes from. */
    @Command(name = "origin", mixinStandardHelpOptions = true, //
            description = "Prints every value in force, and whether it is a default, the tenant's or the office's.")
    int origin(@Parameters(arity = "0..1", defaultValue = "", paramLabel = "KEY", //
            description = "Only what is at or below it, for example offices[NL01].articles.") String key)
            throws IOException, InterruptedException {
        Answer answer = ask(
                request("/api/settings/origin?key=" + RunningProcess.encoded(key))
                        .header("Accept", "text/plain"));
        if (!answer.isGood()) {
            return refused(answer);
        }
        out().println(answer.body());
        return 0;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(process.resolve(path));
    }

    private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return process.ask(request);
    }

    /** Tells why, every mistake on a line of its own. */
    private int refused(Answer answer) {
        PrintWriter to = spec.commandLine().getErr();
        if (!answer.body().startsWith("{")) {
            to.println(answer.body());
            return 1;
        }
        JsonNode said = json(answer);
        to.println(said.at("/error").asString());
        said.at("/mistakes").forEach(
                mistake -> to.println("  " + mistake.at("/key").asString() + ": " + mistake.at("/text").asString()));
        return 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}

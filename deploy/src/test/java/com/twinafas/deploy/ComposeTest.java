package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

import com.twinafas.pipeline.settings.Settings.Role;

/** What docker-compose.yml says, held against itself, the settings it is given and the files it mounts. */
class ComposeTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLE = REPOSITORY.resolve(".env.example");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>[A-Z_]+)(:-(?<absent>[^}]*))?}");
    /** Of the Compose specification, those that older and newer programs understand alike. */
    private static final Set<String> KEYS = Set.of("build", "cap_add", "cap_drop", "command", "depends_on",
            "entrypoint",
            "environment", "healthcheck", "image", "logging", "network_mode", "ports", "profiles", "read_only",
            "restart",
            "security_opt", "stop_grace_period", "tmpfs", "user", "volumes");

    private static String text = "";
    private static Map<String, Object> document = Map.of();
    private static Map<String, Map<String, Object>> services = Map.of();

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(REPOSITORY.resolve("docker-compose.yml"));
        document = load(text);
        services = new TreeMap<>();
        map(document.get("services")).forEach((name, service) -> services.put(name, map(service)));
    }

    @Test
    void everyVariableStandsInTheExampleWithTheValueItHasWithoutOne() throws IOException {
        // Given
        Map<String, String> example = Files.readAllLines(EXAMPLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one, TreeMap::new));

        // When
        Map<String, String> used = new TreeMap<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            used.put(matcher.group("name"), String.valueOf(matcher.group("absent")));
        }

        // Then
        assertThat(example).containsEntry("COMPOSE_PROFILES", "demo");
        example.remove("COMPOSE_PROFILES");
        assertThat(used).isEqualTo(example);
        assertThat(text.replaceAll(VARIABLE.pattern(), "")).doesNotContain("$");
    }

    @Test
    void everyServiceUsesWhatEveryComposeUnderstands() {
        assertThat(document.keySet().stream().filter(key -> !key.startsWith("x-")))
                .containsExactlyInAnyOrder("services", "volumes");
        services.forEach((name, service) -> assertThat(KEYS).as(name).containsAll(service.keySet()));
    }

    @Test
    void thereIsAServiceForEachRoleAndTheApiIsServedOnce() {
        // When
        Map<String, Object> apis = new HashMap<>();
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            assertThat(environment(name)).containsEntry("TWINAFAS_ROLES", name);
            apis.put(name, environment(name).get("TWINAFASSERVER_API"));
        }

        // Then
        assertThat(apis).containsEntry("mapper", "true");
        assertThat(apis.values().stream().filter("true"::equals)).hasSize(1);
        assertThat(apis.values()).containsOnly("true", "false");
    }

    @Test
    void everyServiceThatStaysTellsItsHealthAndIsStartedAgain() {
        services.forEach((name, service) -> {
            if (isOnce(name)) {
                assertThat(service).as(name).doesNotContainKeys("healthcheck", "restart");
            } else {
                assertThat(map(service.get("healthcheck"))).as(name).containsKeys("test", "interval", "timeout",
                        "start_period", "retries");
                assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            }
        });
    }

    @Test
    void everythingListensOnThisMachineOnly() {
        services.forEach((name, service) -> assertThat(list(service.get("ports"))).as(name)
                .allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:")));
    }

    @Test
    void whatAServiceWaitsForIsAlwaysThere() {
        services.forEach((name, service) -> needs(service).forEach((other, condition) -> {
            assertThat(services).as(name).containsKey(other);
            assertThat(services.get(other)).as(name + " waits for " + other).doesNotContainKey("profiles");
            assertThat(map(condition)).as(name + " waits for " + other).containsEntry("condition",
                    isOnce(other) ? "service_completed_successfully" : "service_healthy");
        }));
    }

    @Test
    void whatIsMountedExists() {
        // Given
        Set<String> volumes = map(document.get("volumes")).keySet();

        // When
        Set<String> unknown = new TreeSet<>();
        Set<String> mounted = new TreeSet<>();
        services.values().stream().flatMap(service -> list(service.get("volumes")).stream()).map(String::valueOf)
                .map(mount -> VARIABLE.matcher(mount).replaceAll("${absent}").split(":", 2)[0]).forEach(source -> {
                    mounted.add(source);
                    if (source.startsWith("./")
                            ? !Files.exists(REPOSITORY.resolve(source))
                            : !volumes.contains(source)) {
                        unknown.add(source);
                    }
                });

        // Then
        assertThat(unknown).isEmpty();
        assertThat(mounted).containsAll(volumes);
    }

    @Test
    void noImageMovesUnderItsName() {
        services.forEach((name, service) -> assertThat(String.valueOf(service.get("image"))).as(name)
                .containsPattern(":[^:/]+$").doesNotContain("latest"));
    }

    @Test
    void prometheusAsksEveryRoleWithItsToken() throws IOException {
        // Given
        String prometheus = Files.readString(REPOSITORY.resolve("deploy/compose/prometheus.yml"));

        // When
        Map<String, Object> scrape = map(list(load(prometheus).get("scrape_configs")).getFirst());

        // Then
        assertThat(list(map(list(scrape.get("static_configs")).getFirst()).get("targets"))).map(String::valueOf)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT) + ":8080").toList());
        assertThat(map(scrape.get("authorization"))).containsEntry("credentials_file",
                "/etc/twinafas/tokens/token.prometheus");
    }

    /** Nothing is started again, and others wait until it has ended. */
    private static boolean isOnce(String name) {
        return services.values().stream().anyMatch(service -> needs(service).get(name) instanceof Map<?, ?> needed
                && "service_completed_successfully".equals(needed.get("condition")));
    }

    private static Map<String, Object> needs(Map<String, Object> service) {
        return map(service.get("depends_on"));
    }

    private static Map<String, Object> environment(String service) {
        return map(services.getOrDefault(service, Map.of()).get("environment"));
    }

    private static Map<String, Object> load(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(strict).load(yaml);
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new TreeMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, of) -> map.put(String.valueOf(key), of));
        }
        return map;
    }

    private static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> given ? new ArrayList<>(given) : List.of();
    }
}

package com.twinafas.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.standalone.registry.RegistryProcess.Running;

@ExtendWith(RegistryProcess.class)
class SchemaRegistryIT {

    private static final String V1 = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}";
    private static final String V2 = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"},"
            + "{\"name\":\"b\",\"type\":\"string\",\"default\":\"\"}]}";
    private static final String INCOMPATIBLE = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";

    private final Running running;
    private final String subject = "s-" + UUID.randomUUID() + "-value";

    SchemaRegistryIT(Running running) {
        this.running = running;
    }

    @Test
    void registersVersionsAndFindsThemByEveryPath() throws Exception {
        // When
        int first = id(post("/subjects/" + subject + "/versions", V1));
        int second = id(post("/subjects/" + subject + "/versions", V2));
        int again = id(post("/subjects/" + subject + "/versions", V1));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(get("/subjects")).contains(subject);
        assertThat(get("/subjects/" + subject + "/versions")).isEqualTo("200 [1,2]");
        assertThat(get("/subjects/" + subject + "/versions/latest")).contains("\"version\":2", "\"id\":" + second);
        assertThat(get("/subjects/" + subject + "/versions/1/schema")).contains("\"name\":\"R\"");
        assertThat(get("/schemas/ids/" + first)).contains("\\\"name\\\":\\\"R\\\"");
        assertThat(get("/schemas/ids/" + second + "/versions")).contains(subject);
        assertThat(get("/schemas/types")).isEqualTo("200 [\"AVRO\"]");
        assertThat(post("/subjects/" + subject, V2)).contains("\"version\":2");
        assertThat(get("/mode")).isEqualTo("200 {\"mode\":\"READWRITE\"}");
    }

    @Test
    void givesOneIdToTheSameSchemaInTwoSubjects() throws Exception {
        assertThat(id(post("/subjects/" + subject + "/versions", V1)))
                .isEqualTo(id(post("/subjects/other-" + subject + "/versions", V1)));
    }

    @Test
    void refusesWhatCannotReadEveryEarlierVersion() throws Exception {
        // Given
        assertThat(post("/subjects/" + subject + "/versions", V1)).startsWith("200");

        // When
        String answer = post("/subjects/" + subject + "/versions", INCOMPATIBLE);

        // Then
        assertThat(get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
        assertThat(answer).startsWith("409").contains("\"error_code\":409");
        assertThat(post("/compatibility/subjects/" + subject + "/versions/latest", INCOMPATIBLE))
                .isEqualTo("200 {\"is_compatible\":false}");
        assertThat(post("/compatibility/subjects/" + subject + "/versions/latest", V2))
                .isEqualTo("200 {\"is_compatible\":true}");
    }

    @Test
    void letsASubjectHaveItsOwnLevel() throws Exception {
        // Given
        assertThat(post("/subjects/" + subject + "/versions", V1)).startsWith("200");
        assertThat(get("/config/" + subject)).startsWith("404").contains("40408");

        // When
        String answer = send("PUT", "/config/" + subject, "{\"compatibility\":\"NONE\"}", "application/json");

        // Then
        assertThat(answer).isEqualTo("200 {\"compatibility\":\"NONE\"}");
        assertThat(post("/subjects/" + subject + "/versions", INCOMPATIBLE)).startsWith("200");
    }

    @Test
    void answersWithConfluentsErrors() throws Exception {
        assertThat(get("/schemas/ids/999999")).startsWith("404").contains("40403");
        assertThat(get("/subjects/none/versions/latest")).startsWith("404").contains("40401");
        assertThat(post("/subjects/none", V1)).startsWith("404").contains("40401");
        assertThat(post("/subjects/" + subject + "/versions", "{\"type\":\"nonsense\"}")).startsWith("422")
                .contains("42201");
        assertThat(send("PUT", "/config", "{\"compatibility\":\"SOME\"}", "application/json")).startsWith("422")
                .contains("42203");
        assertThat(send("POST", "/subjects/x/versions", "{}", "text/plain")).startsWith("415");
        assertThat(send("POST", "/subjects/x/versions", "not json", "application/json")).startsWith("422");
        assertThat(get("/elsewhere")).startsWith("404");
    }

    @Test
    void keepsItsSchemasOnTheTopic() throws Exception {
        // Given
        int id = id(post("/subjects/" + subject + "/versions", V1));
        assertThat(send("PUT", "/config/" + subject, "{\"compatibility\":\"FULL\"}", "application/json"))
                .startsWith("200");

        // When
        try (SchemaRegistry another = SchemaRegistry.start(Running.connection(running.broker()), "_schemas", 0)) {
            // Then
            assertThat(send(another, "GET", "/subjects/" + subject + "/versions/latest", "", ""))
                    .contains("\"id\":" + id, "\"version\":1");
            assertThat(send(another, "GET", "/config/" + subject, "", "")).contains("FULL");
        }
    }

    @Test
    void givesNoIdTwiceWhenTwoProcessesRegisterAtOnce() throws Exception {
        try (SchemaRegistry another = SchemaRegistry.start(Running.connection(running.broker()), "_schemas", 0);
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String schema = V1.replace("\"R\"", "\"R" + i + "\"");
                SchemaRegistry registry = i % 2 == 0 ? running.registry() : another;
                calls.add(() -> send(registry, "POST", "/subjects/" + subject + schema.hashCode() + "/versions",
                        body(schema), "application/json"));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : both.invokeAll(calls)) {
                answers.add(answer.get());
            }

            // Then
            assertThat(answers).allSatisfy(answer -> assertThat(answer).startsWith("200")).doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        int taken = URI.create(running.registry().url()).getPort();
        assertThatThrownBy(() -> SchemaRegistry.start(Running.connection(running.broker()), "_schemas", taken))
                .hasMessageContaining("Port " + taken);
    }

    private String get(String path) throws Exception {
        return send("GET", path, "", "");
    }

    private String post(String path, String schema) throws Exception {
        return send("POST", path, body(schema), "application/vnd.schemaregistry.v1+json");
    }

    private static String body(String schema) {
        return JsonMapper.builder().build().writeValueAsString(Map.of("schema", schema));
    }

    private String send(String method, String path, String body, String type) throws Exception {
        return send(running.registry(), method, path, body, type);
    }

    private static String send(SchemaRegistry registry, String method, String path, String body, String type)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + path)).method(method,
                HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        }
    }

    private static int id(String answer) {
        assertThat(answer).startsWith("200");
        return JsonMapper.builder().build().readTree(answer.substring(4)).path("id").asInt();
    }
}

package com.twinafas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartRenderingTest {

    private static final Path GOLDEN = Path.of("src/test/resources/rendered");
    private static final String ANEW = "Look at the difference; when it is meant, write it anew: ./mvnw test -pl deploy"
            + " -am -Dtest=ChartRenderingTest -Dsurefire.failIfNoSpecifiedTests=false -Dtwinafas.write-documents=true";

    @ParameterizedTest
    @MethodSource("com.twinafas.deploy.Chart#examples")
    void rendersEachExampleAsItDid(String example) throws IOException {
        // When
        String rendered = Chart.render(Chart.example(example), "");

        // Then
        Path golden = GOLDEN.resolve(example + ".yaml");
        if (Boolean.getBoolean("twinafas.write-documents")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, rendered);
        }
        assertThat(golden).as(ANEW).content().isEqualTo(rendered);
    }

    @ParameterizedTest
    @MethodSource("com.twinafas.deploy.Chart#examples")
    void rendersOnlyWhatKubernetesKnows(String example) {
        // When
        for (Map<String, Object> manifest : Chart.manifests(example, "")) {

            // Then
            assertThat(StrictManifest.unknownFields(manifest)).as("%s of %s", manifest.get("kind"), example).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("com.twinafas.deploy.Chart#examples")
    void passesHelmsStrictLinter(String example, @TempDir Path folder) throws IOException {
        // When
        LintResult result = Chart.lint(Chart.example(example), folder);

        // Then
        assertThat(result.isFailed()).as(() -> String.join("\n", result.getMessages())).isFalse();
    }
}

package com.twinafas.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Records of every release can be read for ever. */
class ReleasedSchemasTest {

    private static final Path NOW = Path.of("src/main/avro");
    private static final Path RELEASED = Path.of("src/test/released");

    @TestFactory
    Stream<DynamicTest> readsRecordsOfEveryRelease() throws IOException {
        List<Path> schemas = files(NOW);
        assertThat(schemas).isNotEmpty();
        return schemas.stream().map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()),
                () -> assertThat(isReadable(file)).isTrue()));
    }

    @Test
    void keepsEverySchemaThatWasReleased() throws IOException {
        for (Path release : releases()) {
            for (Path schema : files(release)) {
                assertThat(NOW.resolve(schema.getFileName())).as("released in %s", release.getFileName()).exists();
            }
        }
    }

    @Test
    void wouldFindASchemaThatCannotReadItsPast() {
        Schema past = new Schema.Parser().parse("""
                {"type": "record", "name": "R", "fields": [{"name": "a", "type": "string"}]}""");
        Schema withoutDefault = new Schema.Parser().parse("""
                {"type": "record", "name": "R", "fields": [
                    {"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}""");
        assertThat(Compatibility.BACKWARD_TRANSITIVE.allows(withoutDefault, List.of(past))).isFalse();
        assertThat(Compatibility.BACKWARD_TRANSITIVE.allows(past, List.of(withoutDefault))).isTrue();
    }

    private static boolean isReadable(Path file) throws IOException {
        List<Schema> earlier = new ArrayList<>();
        for (Path release : releases()) {
            Path schema = release.resolve(file.getFileName());
            if (Files.exists(schema)) {
                earlier.add(new Schema.Parser().parse(Files.readString(schema)));
            }
        }
        return Compatibility.BACKWARD_TRANSITIVE.allows(new Schema.Parser().parse(Files.readString(file)), earlier);
    }

    private static List<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
        }
    }
}

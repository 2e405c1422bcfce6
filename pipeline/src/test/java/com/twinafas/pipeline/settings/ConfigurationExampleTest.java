package com.twinafas.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** The configuration that the README shows, read as a user's file is read. */
class ConfigurationExampleTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String ID = "12345_123456";

    private static String example() throws IOException {
        Matcher yaml = YAML.matcher(Files.readString(Path.of("../README.md")));
        assertThat(yaml.find()).isTrue();
        return yaml.group(1);
    }

    private static Settings load(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader().load("file", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addFirst);
        return SettingsLoader.load(environment);
    }

    @Test
    void isValidAndReadAsItStandsThere() throws IOException {
        Settings settings = load(example());

        assertThat(settings.afas().integrationId()).isEqualTo(ID);
        assertThat(settings.offices()).extracting(OfficeSettings::code).containsExactly("NL01");
    }

    @Test
    void integrationIdThatYamlTookForANumberIsRefusedAndToldHowToWrite() throws IOException {
        String unquoted = example().replace('"' + ID + '"', ID);

        assertThat(catchThrowableOfType(InvalidSettings.class, () -> load(unquoted)).mistakes()).singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.key()).isEqualTo("twinafas.afas.integration-id");
                    assertThat(mistake.text()).contains("in quotes").contains("12345_123456");
                });
    }
}

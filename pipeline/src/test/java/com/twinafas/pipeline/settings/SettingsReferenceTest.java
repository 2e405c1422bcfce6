package com.twinafas.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference of the settings is what their records say. */
class SettingsReferenceTest {

    private static final String ANEW = "Write it anew: ./mvnw test -pl pipeline -am -Dtest=SettingsReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtwinafas.write-documents=true";
    private static final Path DOCUMENT = Path.of("../docs/settings-reference.md");
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void referenceIsOfToday() throws IOException {
        String today = reference();
        if (Boolean.getBoolean("twinafas.write-documents")) {
            Files.writeString(DOCUMENT, today);
        }

        assertThat(DOCUMENT).as(ANEW).content().isEqualTo(today);
    }

    private static String reference() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Every setting

                Made from the program by a test; see [settings](settings.md) for how they are used. Keys stand under
                `twinafas`; `[]` is a row of a list, `*` a code of your own. *File* marks what belongs to the process:
                it stays in its configuration file or environment and is not part of the settings document. What all
                offices share stands under `office-defaults` with the keys of `offices[]`, code and administration
                excepted.
                """);
        String group = "";
        for (SettingKey key : SettingKeys.all()) {
            if (key.name().startsWith("office-defaults.")) {
                continue;
            }
            String of = key.name().split("[.\\[]", 2)[0];
            if (!of.equals(group) && key.name().length() > of.length()) {
                text.append("\n## `").append(of)
                        .append("`\n\n| key | what it is | values | default |\n|---|---|---|---|\n");
                group = of;
            } else if (group.isEmpty()) {
                text.append("\n| key | what it is | values | default |\n|---|---|---|---|\n");
                group = "-";
            }
            text.append("| `").append(key.name()).append('`').append(key.process() ? " *file*" : "").append(" | ")
                    .append(meaning(key)).append(" | ").append(key.secret() ? "secret" : key.type()).append(" | ")
                    .append(standard(key.standard())).append(" |\n");
        }
        return text.toString();
    }

    private static String standard(String standard) {
        return standard.isEmpty() || standard.equals("required") ? standard : "`" + standard + "`";
    }

    /** The component's line in the Javadoc of its record. */
    private static String meaning(SettingKey key) throws IOException {
        String name = key.owner().getName();
        String source = Files.readString(
                SOURCES.resolve(name.replaceFirst("\\$.*", "").replace('.', '/') + ".java"));
        Matcher documented = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*).)*?\\brecord "
                + key.owner().getSimpleName() + "\\(", Pattern.DOTALL).matcher(source);
        assertThat(documented.find()).as("Javadoc of %s", name).isTrue();
        Matcher line = Pattern.compile("@param\\s+" + key.component() + "\\s+(.*?)(?=\\s@param|$)", Pattern.DOTALL)
                .matcher(documented.group(1).replaceAll("\\R\\s*\\*", " "));
        assertThat(line.find()).as("@param %s of %s", key.component(), name).isTrue();
        return plain(line.group(1)).replaceAll("\\s+", " ").strip().replace("|", "\\|")
                .replace("; null ", "; left out ");
    }

    /** Inline tags as Markdown; braces inside of them are kept. */
    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@code ((?:[^{}]|\\{[^{}]*})*)}", "`$1`")
                .replaceAll("\\{@link #?(?:[^{}]*?[.#])?([A-Za-z]+)(?:\\([^)]*\\))?}", "`$1`");
    }
}

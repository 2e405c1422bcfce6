package com.twinafas.standalone.valuelist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import com.twinafas.pipeline.encryption.TestKeys;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.company.AfasSide;
import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulatorConfig;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.standalone.command.CheckCommand;
import com.twinafas.standalone.command.SuggestCommand;

class SettingsComparisonIT {

    private static final Company COMPANY = Company.generate(7, CompanySize.SMALL);

    @TempDir
    private Path folder = Path.of("");

    private final TwinfieldSimulator twinfield = TwinfieldSimulator
            .start(TwinfieldSimulatorConfig.of(COMPANY).limits(Limits.none()));
    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.of(AfasSide.of(COMPANY)));

    @AfterEach
    void stop() {
        afas.close();
        twinfield.close();
    }

    @Test
    void findsTheDemosSettingsInBothSystems() throws Exception {
        assertThat(run(new CheckCommand(), configuration("tenant: demo", "tenant: demo")))
                .contains("settings       ok");
    }

    @Test
    void namesWhatASettingNamesAndNobodyHas() throws Exception {
        // When
        String said = run(new CheckCommand(), configuration("INK: \"60\"", "INK: \"66\""));

        // Then
        assertThat(said).contains("twinafas.offices[1].journals.INK", "66", "AFAS journals", "60");
    }

    @Test
    void suggestsRowsForWhatHasNone() throws Exception {
        // When
        String said = run(new SuggestCommand(), configuration("{code: VL,", "{code: VN,"));

        // Then
        assertThat(said).containsPattern("\\{code: \"VL\", vat-code: \"2\"}\\s+# equal percentage");
    }

    private String run(Object command, Path config) {
        StringWriter said = new StringWriter();
        new CommandLine(command).setOut(new PrintWriter(said)).setErr(new PrintWriter(said)).execute("--config",
                config.toString());
        return said.toString();
    }

    /** The demo's settings with the addresses of this test and one text in them changed. */
    private Path configuration(String text, String with) throws Exception {
        String demo = new String(
                Objects.requireNonNull(CheckCommand.class.getResourceAsStream("/demo.yaml")).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(demo).contains(text);
        return Files.writeString(folder.resolve("configuration.yaml"), demo.replace(text, with)
                .replace("  twinfield:\n",
                        "  twinfield:\n    login-url: " + twinfield.loginUrl() + "\n    client-id: "
                                + twinfield.clientId() + "\n    client-secret: " + twinfield.clientSecret()
                                + "\n    refresh-token: " + twinfield.refreshToken() + "\n")
                .replace("  offices:\n", "  encryption:\n    master-key: " + TestKeys.MASTER_KEY + "\n  offices:\n")
                .replace("  afas:\n", "  afas:\n    base-url: " + afas.baseUrl() + "\n    client-id: "
                        + afas.clientId() + "\n    client-secret: " + afas.clientSecret() + "\n"));
    }
}

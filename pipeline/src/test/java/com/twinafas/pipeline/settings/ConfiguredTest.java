package com.twinafas.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import com.twinafas.pipeline.settings.EffectiveValue.Origin;
import com.twinafas.pipeline.settings.OfficeSettings.Articles;
import com.twinafas.pipeline.settings.OfficeSettings.Match;
import com.twinafas.pipeline.settings.OfficeSettings.OrderType;

class ConfiguredTest {

    private static final String FILE = """
            twinafas:
              tenant: acme
              version: 4
              twinfield:
                client-id: id
                client-secret: secret-canary
                refresh-token: refresh-canary
              afas:
                base-url: http://127.0.0.1:1
                token: token-canary
                callsAtOnce: 3
                connectors: {orderLines: My_Lines}
              office-defaults:
                articles: required
                match: [vat-number, debtor-number]
                journals: {VRK: "70", INK: "60"}
              offices:
                - code: "0042"
                  administration: "1"
                - code: NL02
                  administration: "2"
                  articles: off
                  match: []
                  journals: {INK: "61"}
              mapping:
                payment-conditions: {8: "08", 30: "30"}
                cost-centre-axes: {"[KPL/1]": "1"}
                block-hidden: true
              writer:
                in-doubt: 5s
              notifier:
                mail: {password: mail-canary, from: a@example.com, to: [b@example.com, c@example.com]}
            """;

    @Test
    void documentSaysWhatTheFileSaysWithoutAnythingOfTheProcess() {
        assertThat(configured(FILE, Map.of()).document()).isEqualTo("""
                twinafas:
                  afas:
                    connectors:
                      order-lines: My_Lines
                  office-defaults:
                    articles: required
                    journals:
                      VRK: '70'
                      INK: '60'
                    match:
                      - vat-number
                      - debtor-number
                  offices:
                    - code: '0042'
                      administration: '1'
                    - code: NL02
                      administration: '2'
                      articles: 'off'
                      journals:
                        INK: '61'
                      match: ''
                  mapping:
                    payment-conditions:
                      '8': '08'
                      '30': '30'
                    cost-centre-axes:
                      '[KPL/1]': '1'
                    block-hidden: true
                  writer:
                    in-doubt: 5s
                  notifier:
                    mail:
                      from: a@example.com
                      to:
                        - b@example.com
                        - c@example.com
                """);
    }

    @Test
    void documentReadsAsTheSettingsItWasMadeFrom() {
        // Given
        Configured configured = configured(FILE, Map.of());

        // When
        Settings read = configured.settings(configured.document(), 4);

        // Then
        assertThat(read).isEqualTo(configured.settings());
        assertThat(read.mapping().costCentreAxes()).containsExactly(Map.entry("KPL/1", "1"));
        assertThat(read.mapping().paymentConditions()).containsExactly(Map.entry(8, "08"), Map.entry(30, "30"));
    }

    @Test
    void officeInheritsWhatItDoesNotSayItself() {
        List<OfficeSettings> offices = configured(FILE, Map.of()).settings().offices();

        assertThat(offices.getFirst().articles()).isEqualTo(Articles.REQUIRED);
        assertThat(offices.getFirst().match()).containsExactly(Match.VAT_NUMBER, Match.DEBTOR_NUMBER);
        assertThat(offices.getFirst().journals()).containsOnly(Map.entry("VRK", "70"), Map.entry("INK", "60"));
        assertThat(offices.getLast().articles()).isEqualTo(Articles.OFF);
        assertThat(offices.getLast().match()).isEmpty();
        assertThat(offices.getLast().journals()).containsOnly(Map.entry("VRK", "70"), Map.entry("INK", "61"));
    }

    @Test
    void hashIsOfTheValuesAndNotOfHowTheyAreWritten(@TempDir Path folder) throws IOException {
        // Given
        String hash = configured(FILE, Map.of()).documentHash();
        Path mapping = Files.writeString(folder.resolve("m.yaml"), "debtor: {}\n");

        // When, Then
        assertThat(configured(FILE.replace("in-doubt", "inDoubt") + "# more", Map.of()).documentHash())
                .isEqualTo(hash);
        assertThat(configured(FILE.replace("secret-canary", "another"), Map.of()).documentHash()).isEqualTo(hash);
        assertThat(configured(FILE, Map.of("twinafas.writer.in-doubt", "6s")).documentHash()).isNotEqualTo(hash);
        String withMapping = configured(FILE, Map.of("twinafas.mapping.file", mapping.toString())).documentHash();
        Files.writeString(mapping, "item: {}\n");
        assertThat(configured(FILE, Map.of("twinafas.mapping.file", mapping.toString())).documentHash())
                .isNotEqualTo(withMapping).isNotEqualTo(hash);
    }

    @Test
    void otherDocumentTakesThePlaceOfTheConfiguredOneAndLeavesTheProcessAlone() {
        // Given
        Configured configured = configured(FILE, Map.of());

        // When
        Settings settings = configured.settings("""
                twinafas:
                  offices:
                    - {code: 0042, administration: 01, order-type: off}
                  mapping:
                    unit: ${HOME}
                    text: |
                      debtor:
                        fields: {}
                """, 7);

        // Then
        assertThat(settings.version()).isEqualTo(7);
        assertThat(settings.tenant()).isEqualTo("acme");
        assertThat(settings.afas().token()).isEqualTo("token-canary");
        assertThat(settings.afas().callsAtOnce()).isEqualTo(3);
        assertThat(settings.afas().connectors().orderLines()).isEqualTo("Profit_SalesorderLines");
        assertThat(settings.offices()).singleElement().satisfies(office -> {
            assertThat(office.code()).isEqualTo("0042");
            assertThat(office.administration()).isEqualTo("01");
            assertThat(office.orderType()).isEqualTo(OrderType.OFF);
            assertThat(office.articles()).isEqualTo(Articles.CREATE);
        });
        assertThat(settings.mapping().unit()).as("nothing is taken out of the environment").isEqualTo("${HOME}");
        assertThat(settings.mapping().text()).isEqualTo("debtor:\n  fields: {}\n");
        assertThat(settings.notifier().mail()).as("nobody is told by mail any more").isNull();
    }

    @Test
    void refusesADocumentWithEveryMistake() {
        assertThat(mistakes("""
                twinafas:
                  tenant: other
                  afas: {token: other-canary}
                  writr: {intake: 5}
                  offices:
                    - {code: NL01}
                spring.kafka: x
                server:
                  port: 80
                """)).containsExactlyInAnyOrder(
                "spring.kafka: is not a setting of a tenant", "server.port: is not a setting of a tenant",
                "twinafas.writr.intake: is not a known setting",
                "twinafas.tenant: belongs to the process: it stays in the configuration file",
                "twinafas.afas.token: belongs to the process: it stays in the configuration file",
                "twinafas.offices[0].administration: is missing");
        assertThat(mistakes("""
                twinafas:
                  office-defaults: {order-type: letter, code: NL}
                  offices:
                    - {code: NL01}
                    - {code: NL02, administration: "2", concepts: perhaps}
                """)).containsExactlyInAnyOrder(
                "twinafas.office-defaults.order-type: must be one of order, direct-invoice, mutation, off",
                "twinafas.office-defaults.code: is an office's own and no default",
                "twinafas.offices[0].administration: is missing",
                "twinafas.offices[1].concepts: must be true or false");
        assertThat(mistakes("twinafas: [")).singleElement().asString().startsWith("line 1, column 12: this is not");
        assertThat(mistakes("")).contains("twinafas.offices: is missing");
    }

    @Test
    void refusesADocumentThatIsABomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 24; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(mistakes(bomb.toString())).singleElement().asString().contains("more than 50000 values");
        assertThat(mistakes("twinafas: " + "x".repeat(2_100_000))).singleElement().asString().contains("too large");
    }

    @Test
    void tellsOfEveryValueWhereItComesFrom() {
        // Given
        Configured configured = configured(FILE, Map.of());

        // When
        Map<String, EffectiveValue> values = new HashMap<>();
        configured.values(configured.document(), 9).forEach(value -> values.put(value.key(), value));

        // Then
        assertThat(values.get("twinafas.offices[0].articles")).isEqualTo(new EffectiveValue(
                "twinafas.offices[0].articles", "required", Origin.TENANT, "twinafas.office-defaults.articles",
                "0042"));
        assertThat(values.get("twinafas.offices[0].match")).isEqualTo(new EffectiveValue("twinafas.offices[0].match",
                "vat-number, debtor-number", Origin.TENANT, "twinafas.office-defaults.match", "0042"));
        assertThat(values.get("twinafas.offices[1].articles")).extracting(EffectiveValue::origin)
                .isEqualTo(Origin.OFFICE);
        assertThat(values.get("twinafas.offices[1].match")).extracting(EffectiveValue::origin, EffectiveValue::value)
                .containsExactly(Origin.OFFICE, "");
        assertThat(values.get("twinafas.offices[1].journals.INK")).extracting(EffectiveValue::origin)
                .isEqualTo(Origin.OFFICE);
        assertThat(values.get("twinafas.offices[1].journals.VRK")).extracting(EffectiveValue::origin)
                .isEqualTo(Origin.TENANT);
        assertThat(values.get("twinafas.offices[1].order-type")).isEqualTo(new EffectiveValue(
                "twinafas.offices[1].order-type", "order", Origin.DEFAULT, null, "NL02"));
        assertThat(values.get("twinafas.writer.in-doubt")).extracting(EffectiveValue::origin, EffectiveValue::value)
                .containsExactly(Origin.TENANT, "5s");
        assertThat(values.get("twinafas.poller.articles")).extracting(EffectiveValue::origin, EffectiveValue::value)
                .containsExactly(Origin.DEFAULT, "10m");
        assertThat(values.get("twinafas.mapping.payment-conditions.30")).extracting(EffectiveValue::origin)
                .isEqualTo(Origin.TENANT);
        assertThat(values.get("twinafas.version")).extracting(EffectiveValue::value).isEqualTo("9");
        assertThat(values.values().toString()).doesNotContain("canary");
    }

    @Test
    void everyKeyIsKnownAndNoSecretIsPartOfADocument() {
        assertThat(SettingKeys.all()).extracting(SettingKey::name).doesNotHaveDuplicates()
                .contains("offices[].journals.*", "mapping.vat[].code", "office-defaults.order-type",
                        "afas.connectors.debtors", "notifier.mail.to", "roles");
        assertThat(SettingKeys.all().stream().filter(key -> !key.process()).map(SettingKey::name))
                .noneMatch(name -> name.matches(".*(secret|password|token|url|credential|user).*"));
        Set<String> secrets = Set.of("twinafas.twinfield.client-secret", "twinafas.twinfield.refresh-token",
                "twinafas.afas.client-secret", "twinafas.afas.token", "twinafas.notifier.mail.password",
                "twinafas.notifier.slack.url", "twinafas.notifier.teams.url", "twinafas.notifier.webhook.url",
                "twinafas.notifier.webhook.secret");
        assertThat(secrets).allSatisfy(
                key -> assertThat(SettingKeys.of(key)).get().extracting(SettingKey::secret).isEqualTo(true));
    }

    private static List<String> mistakes(String document) {
        return catchThrowableOfType(InvalidSettings.class, () -> configured(FILE, Map.of()).settings(document, 1))
                .mistakes().stream().map(InvalidSettings.Mistake::toString).toList();
    }

    private static Configured configured(String file, Map<String, Object> before) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("first", before));
        try {
            new YamlPropertySourceLoader().load("file", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return SettingsLoader.read(environment);
    }
}

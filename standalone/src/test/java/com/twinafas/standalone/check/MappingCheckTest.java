package com.twinafas.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.twinafas.afas.connection.AfasConfig;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.afas.signin.Credentials;
import com.twinafas.mapper.mapping.Target;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.simulators.afas.setup.AfasSetup.FreeField;

class MappingCheckTest {

    private static final String GROUP = "U0123456789ABCDEF0123456789ABCDEF";

    private final AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard().setup(AfasSimulatorConfig
            .standard().setup().withFreeFields(List.of(new FreeField("KnSalesRelationOrg", GROUP, "Klantgroep", 5)))));

    @AfterEach
    void stop() {
        afas.close();
    }

    /** What we ship must fill what AFAS needs, with what AFAS takes. */
    @ParameterizedTest
    @ValueSource(strings = {"order", "direct-invoice", "mutation"})
    void findsNothingInTheDefaultMapping(String orderType) {
        assertThat(check(settings(orderType, null))).isEqualTo(new MappingFinding(List.of(), Set.of()));
    }

    @Test
    void holdsTheUsersMappingAgainstTheFieldsOfTheEnvironment() {
        // When
        MappingFinding finding = check(settings("order", """
                organisation-debtor:
                  fields:
                    label:Klantgroep: {path: groups/group, max: 20}
                    label:Klantsoort: {path: groups/group}
                item: {fields: {Ds: null}}
                order: {objects: {FbSalesLines: {fields: {QuUn: null, Upri: {path: unitspriceexcl}}}}}
                entry: {fields: {Nope: x}}
                """));

        // Then
        assertThat(finding.unheld()).isEmpty();
        assertThat(finding.mistakes()).extracting(Object::toString).containsExactlyInAnyOrder(
                "mapping:3:5: label:Klantgroep has at most 5 characters in AFAS, not 20",
                "mapping:4:5: AFAS has no free field with the label 'Klantsoort' here",
                "mapping:6:19: AFAS needs QuUn here, and nothing fills it",
                "mapping:6:55: Upri is a number in AFAS, not a text; read it with 'number:'");
    }

    @Test
    void saysWhatCouldNotBeHeldAgainstAfas() {
        // Given
        afas.close();

        // When
        MappingFinding finding = check(settings("order", "order: {fields: {Re: {path: header/footer}}}"));
        MappingFinding standard = check(settings("order", null));

        // Then
        assertThat(finding.mistakes()).singleElement()
                .satisfies(mistake -> assertThat(mistake.toString())
                        .startsWith("mapping:1:29: Twinfield's record has no"));
        assertThat(standard.mistakes()).isEmpty();
        assertThat(standard.unheld()).containsExactlyInAnyOrder(Target.ORGANISATION_DEBTOR, Target.PERSON_DEBTOR,
                Target.ORDER);
    }

    private MappingFinding check(Settings settings) {
        Credentials credentials = new Credentials.OAuth(afas.clientId(), afas.clientSecret());
        try (AfasConnection connection = AfasConnection.open(
                AfasConfig.of(URI.create(settings.afas().baseUrl().toString()), credentials)
                        .withReads(1, Duration.ofMillis(1)),
                InstantSource.system(), new SimpleMeterRegistry())) {
            return MappingCheck.of(settings, connection.afas());
        }
    }

    private Settings settings(String orderType, @Nullable String mapping) {
        Map<String, Object> values = new HashMap<>(Map.of("twinafas.tenant", "test", "twinafas.twinfield.client-id",
                "id", "twinafas.twinfield.client-secret", "secret", "twinafas.twinfield.refresh-token", "token",
                "twinafas.afas.base-url", afas.baseUrl().toString(), "twinafas.afas.client-id", afas.clientId(),
                "twinafas.afas.client-secret", afas.clientSecret(), "twinafas.offices[0].code", "NL01",
                "twinafas.offices[0].administration", "1", "twinafas.offices[0].order-type", orderType));
        if (orderType.equals("mutation")) {
            values.put("twinafas.offices[0].daybooks[0]", "VRK");
            values.put("twinafas.offices[0].journals.VRK", "70");
        } else {
            values.put("twinafas.offices[0].articles", mapping == null ? "required" : "create");
        }
        if (mapping != null) {
            values.put("twinafas.mapping.text", mapping);
        }
        return SettingsLoader.load(values);
    }
}

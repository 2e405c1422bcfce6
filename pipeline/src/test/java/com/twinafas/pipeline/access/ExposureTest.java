package com.twinafas.pipeline.access;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import com.twinafas.pipeline.settings.AccessSettings;
import com.twinafas.pipeline.settings.InvalidSettings;

class ExposureTest {

    private static final AccessSettings NOBODY = new AccessSettings(List.of(), null);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
    void letsThisMachineAskWithoutFurtherSettings(String address) {
        assertThatNoException().isThrownBy(() -> Exposure.check(environment("server.address", address), NOBODY));
        assertThatNoException().isThrownBy(() -> Exposure.check(new StandardEnvironment(), NOBODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", ""})
    void refusesToShowOthersWhatNobodyIsKnownFor(String address) {
        assertThatThrownBy(() -> Exposure.check(environment("server.address", address), NOBODY))
                .isInstanceOf(InvalidSettings.class).hasMessageContaining("server.address: is " + address)
                .hasMessageContaining("Set twinafas.access.tokens or twinafas.access.oidc");
    }

    @Test
    void showsOthersWhereTheyCanSayWhoTheyAre() {
        // Given
        Environment exposed = environment("server.address", "0.0.0.0");

        // Then
        assertThatNoException().isThrownBy(() -> Exposure.check(exposed, new AccessSettings(
                List.of(new AccessSettings.Token("ops", AccessSettings.Role.VIEWER, "t".repeat(32))), null)));
        assertThatNoException().isThrownBy(() -> Exposure.check(exposed, new AccessSettings(List.of(),
                new AccessSettings.Oidc(URI.create("https://id.example.com"), "twinafas", "roles", "twinafas-"))));
    }

    @Test
    void refusesActuatorOnAPortThatNothingProtects() {
        assertThatThrownBy(() -> Exposure.check(environment("management.server.port", "9090"), NOBODY))
                .isInstanceOf(InvalidSettings.class).hasMessageContaining("management.server.port");
    }

    private static Environment environment(String key, String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(key, value)));
        return environment;
    }
}

package com.twinafas.simulators.afas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultRule;

class SignInTest {

    @Test
    void givesTokenForClientCredentialsInForm() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            Caller.Answer answer = caller.get("/ProfitVersion");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("version").asString()).isEqualTo("22.22.5");
            assertThat(answer.response().headers().firstValue("X-AFAS-Proxy-Version")).hasValue("4.3.0.0");
        }
    }

    @Test
    void refusesWrongClients() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            Caller.Answer form = caller.token("grant_type=client_credentials&client_id=a&client_secret=b");
            assertThat(form.status()).isEqualTo(400);
            assertThat(form.json().path("error").asString()).isEqualTo("invalid_client");

            Caller.Answer basic = caller.tokenByBasic("YTpi");
            assertThat(basic.status()).isEqualTo(401);
            assertThat(basic.response().headers().firstValue("WWW-Authenticate")).hasValue("Basic");

            assertThat(caller.token("client_id=a").json().path("error").asString()).isEqualTo("invalid_request");
        }
    }

    @Test
    void givesTokenForClientCredentialsByBasic() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            assertThat(caller.tokenByBasic(base64(afas.clientId() + ":" + afas.clientSecret())).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void endsTokens() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard().tokenLife(Duration.ZERO));
                Caller caller = Caller.of(afas)) {
            Caller.Answer answer = caller.get("/metainfo");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.response().body()).isEmpty();
            assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void endsTokenBeforeItsTime() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            afas.faults().add(FaultRule.of("ended", new Fault.ExpiredToken()).operation("metainfo").nth(1));

            assertThat(caller.get("/metainfo").status()).isEqualTo(401);
            assertThat(caller.get("/metainfo").status()).isEqualTo(401);
            caller.signIn();
            assertThat(caller.get("/metainfo").status()).isEqualTo(200);
        }
    }

    @Test
    void endsAllTokensWithoutSayingSo() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            afas.endTokensWithoutAWord();

            Caller.Answer answer = caller.get("/metainfo");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(answer.response().headers().firstValue("Content-Length")).hasValue("0");
            caller.signIn();
            assertThat(caller.get("/metainfo").status()).isEqualTo(200);
        }
    }

    @Test
    void takesClassicTokenInBase64Only() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            assertThat(caller.authorization("AfasToken " + base64(afas.classicToken())).get("/metainfo").status())
                    .isEqualTo(200);
            assertThat(caller.authorization("AfasToken " + afas.classicToken()).get("/metainfo").status())
                    .isEqualTo(401);
            assertThat(caller.authorization("").get("/metainfo").status()).isEqualTo(401);
        }
    }

    @Test
    void wantsIntegrationIdWhenItIsObligatory() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard().integrationIdRequired(true));
                Caller caller = Caller.of(afas)) {
            assertThat(caller.get("/metainfo").status()).isEqualTo(401);
        }
    }

    @Test
    void deniesAddressesOutsideItsList() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            afas.denyAddress(true);

            assertThat(caller.get("/metainfo").status()).isEqualTo(403);
        }
    }

    @Test
    void saysMaintenanceThrottlingAndProxyPages() {
        try (AfasSimulator afas = AfasSimulator.start(AfasSimulatorConfig.standard());
                Caller caller = Caller.of(afas)) {
            afas.faults().add(FaultRule.of("1", new Fault.Maintenance(Duration.ofHours(2))).nth(1),
                    FaultRule.of("2", new Fault.Throttled(Duration.ofSeconds(3))).nth(1),
                    FaultRule.of("3", new Fault.ProxyPage(403)).nth(1));

            Caller.Answer maintenance = caller.get("/metainfo");
            assertThat(maintenance.status()).isEqualTo(503);
            assertThat(maintenance.json().path("retry_after").asInt()).isEqualTo(7200);
            assertThat(caller.get("/metainfo").response().headers().firstValue("Retry-After")).hasValue("3");
            assertThat(caller.get("/metainfo").response().body()).startsWith("<html>");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

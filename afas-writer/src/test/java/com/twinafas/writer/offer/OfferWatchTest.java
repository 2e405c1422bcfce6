package com.twinafas.writer.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.ForwardingAfas;
import com.twinafas.afas.Metainfo;
import com.twinafas.afas.connection.AfasConnection;
import com.twinafas.pipeline.settings.Settings;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.afas.AfasSimulatorConfig;
import com.twinafas.writer.WriterConfiguration;

class OfferWatchTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

    private final AfasSimulator simulator = AfasSimulator.start(AfasSimulatorConfig.standard());
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Cause> open = new TreeMap<>();
    private final Settings settings = settings("2027-01-01");
    private final AfasConnection connection = AfasConnection.open(WriterConfiguration.config(settings.afas()),
            InstantSource.system(), new SimpleMeterRegistry());
    private final HidingAfas afas = new HidingAfas(connection.afas());

    @AfterEach
    void stop() {
        connection.close();
        simulator.close();
    }

    @Test
    void saysNothingWhileEverythingIsOfferedAndNothingEndsSoon() {
        // When
        watch(settings).look();

        // Then
        assertThat(open).isEmpty();
    }

    @Test
    void tellsAConnectorThatVanishedUntilItIsBack() {
        // Given
        afas.hidden.add("Profit_Debtor");
        watch(settings).look();
        assertThat(open.values()).containsExactly(
                Cause.of(FailureCode.AFAS_CONTRACT_BROKEN, "what", "GetConnector Profit_Debtor"));

        // When
        afas.hidden.clear();
        watch(settings).look();

        // Then
        assertThat(open).isEmpty();
    }

    @Test
    void tellsAFieldThatVanished() {
        // Given
        afas.hidden.add("Profit_Debtor/Email");

        // When
        watch(settings).look();

        // Then
        assertThat(open.values()).containsExactly(
                Cause.of(FailureCode.AFAS_CONTRACT_BROKEN, "what", "GetConnector Profit_Debtor, Email"));
    }

    @Test
    void tellsAClientSecretAndATokenThatEndWithinThirtyDays() {
        // Given
        afas.tokenExpiry = "2026-12-31T00:00:00Z";

        // When
        watch(settings("2026-12-30")).look();

        // Then
        assertThat(open.values()).containsExactlyInAnyOrder(
                Cause.of(FailureCode.CREDENTIAL_ENDS, Map.of("what", "client secret", "date", "2026-12-30")),
                Cause.of(FailureCode.CREDENTIAL_ENDS, Map.of("what", "token", "date", "2026-12-31")));
    }

    @Test
    void showsWhenWhatWeSignInWithEndsWhileItWatches() {
        // Given
        afas.tokenExpiry = "2027-12-31T00:00:00Z";
        OfferWatch watch = watch(settings);

        // When
        watch.look();

        // Then
        assertThat(meters.scrape()).contains(
                "twinafas_credential_expires_seconds{credential=\"token\"} " + seconds("2027-12-30T23:00:00Z"),
                "twinafas_credential_expires_seconds{credential=\"client-secret\"} " + seconds("2026-12-31T23:00:00Z"));

        // When
        watch.close();

        // Then
        assertThat(meters.scrape()).doesNotContain("twinafas_credential_expires");
    }

    @Test
    void leavesWhatItToldAsItIsWhileAfasIsAway() {
        // Given
        afas.hidden.add("Profit_Debtor");
        watch(settings).look();
        afas.away = true;

        // When
        watch(settings).look();

        // Then
        assertThat(open).hasSize(1);
    }

    private static double seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private OfferWatch watch(Settings now) {
        return new OfferWatch(afas, () -> now, (kind, troubles) -> {
            open.keySet().removeIf(name -> name.startsWith(kind));
            open.putAll(troubles);
        }, () -> NOW, meters);
    }

    private Settings settings(String secretEnds) {
        Map<String, Object> said = new HashMap<>(Map.of("twinafas.tenant", "test", "twinafas.twinfield.client-id", "id",
                "twinafas.twinfield.client-secret", "secret", "twinafas.twinfield.refresh-token", "token",
                "twinafas.afas.base-url", simulator.baseUrl().toString(), "twinafas.afas.client-id",
                simulator.clientId(), "twinafas.afas.client-secret", simulator.clientSecret(),
                "twinafas.afas.client-secret-ends", secretEnds, "twinafas.offices[0].code", "NL01",
                "twinafas.offices[0].administration", "1"));
        return SettingsLoader.load(said);
    }

    /** An AFAS whose administrator takes things out of the app connector. */
    private static final class HidingAfas extends ForwardingAfas {

        private final Set<String> hidden = new HashSet<>();
        private @Nullable String tokenExpiry;
        private boolean away;

        private HidingAfas(Afas all) {
            super(all);
        }

        @Override
        public Metainfo metainfo() {
            if (away) {
                throw new AfasFailure.Unavailable("away", null, null);
            }
            Metainfo offered = super.metainfo();
            Set<String> shown = new HashSet<>(offered.getConnectors());
            shown.removeAll(hidden);
            return new Metainfo(shown, offered.updateConnectors(), offered.environment(), tokenExpiry);
        }

        @Override
        public ConnectorFields getConnector(String id) {
            ConnectorFields offered = super.getConnector(id);
            Map<String, ConnectorFields.Field> shown = new TreeMap<>(offered.fields());
            shown.keySet().removeIf(field -> hidden.contains(id + "/" + field));
            return new ConnectorFields(offered.name(), shown, offered.objects());
        }

        @Override
        public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
            throw new UnsupportedOperationException();
        }
    }
}

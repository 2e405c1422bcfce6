package com.twinafas.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.notifier.recipient.Recipient;
import com.twinafas.notifier.recipient.Recipients;
import com.twinafas.pipeline.settings.SettingsLoader;
import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.key.RecordKind;

class NotifierConfigurationTest {

    private static final Map<String, String> LEAST = Map.of("twinafas.tenant", "demo", "twinafas.twinfield.client-id",
            "id", "twinafas.twinfield.client-secret", "s", "twinafas.twinfield.refresh-token", "r",
            "twinafas.afas.base-url", "http://127.0.0.1:1", "twinafas.afas.token", "t", "twinafas.offices[0].code",
            "NL01", "twinafas.offices[0].administration", "1");
    private static final Map<String, String> CHANNELS = Map.of("mail.from", "twinafas@example.org", "mail.to",
            "books@example.org", "slack.url", "http://127.0.0.1/slack", "teams.url", "http://127.0.0.1/teams",
            "webhook.url", "http://127.0.0.1/hook");

    @Test
    void tellsTheLogWhenNoChannelIsSet() {
        assertThat(recipients(Map.of()).all()).extracting(Recipient::name).containsExactly("log");
    }

    @Test
    void tellsByEveryChannelThatIsSet() {
        assertThat(recipients(CHANNELS).all()).extracting(Recipient::name).containsExactly("mail", "slack", "teams",
                "webhook");
    }

    @Test
    void tellsRecipientsOfTheirFlowsAndCategoriesByTheirWays() {
        // Given
        Map<String, String> said = new HashMap<>(CHANNELS);
        said.putAll(Map.of("recipients[0].name", "books", "recipients[0].flows", "sales-invoice",
                "recipients[0].categories", "business", "recipients[0].by", "mail,teams", "recipients[1].name", "ops",
                "recipients[1].categories", "configuration,bug,transient", "recipients[1].by", "slack",
                "recipients[1].always", "true", "quiet-hours.time", "22:00-07:00", "quiet-hours.days", "sunday"));

        // When
        Recipients recipients = recipients(said);

        // Then
        assertThat(recipients.all().getFirst().ways()).extracting(Channel::name).containsExactly("mail", "teams");
        assertThat(recipients.concernedBy(FailureCategory.BUSINESS, Set.of(RecordKind.SALES_INVOICE)))
                .containsExactly("books");
        assertThat(recipients.concernedBy(FailureCategory.CONFIGURATION, Set.of(RecordKind.SALES_INVOICE)))
                .containsExactly("ops");
        assertThat(recipients.concernedBy(FailureCategory.BUSINESS, Set.of(RecordKind.ARTICLE)))
                .as("what concerns nobody goes untold to nobody").containsExactly("books", "ops");
        assertThat(List.of("2026-03-02T21:30:00Z", "2026-03-03T05:59:00Z", "2026-03-08T12:00:00Z"))
                .as("night, early morning, a Sunday in Amsterdam")
                .allSatisfy(at -> assertThat(recipients.isLeftAlone("books", Instant.parse(at))).isTrue())
                .allSatisfy(at -> assertThat(recipients.isLeftAlone("ops", Instant.parse(at))).isFalse());
        assertThat(List.of("2026-03-02T06:00:00Z", "2026-03-02T20:59:00Z"))
                .allSatisfy(at -> assertThat(recipients.isLeftAlone("books", Instant.parse(at))).isFalse());
    }

    private static Recipients recipients(Map<String, String> notifier) {
        Map<String, Object> all = new HashMap<>(LEAST);
        notifier.forEach((key, value) -> all.put("twinafas.notifier." + key, value));
        return NotifierConfiguration.recipients(SettingsLoader.load(all).notifier(), InstantSource.system());
    }
}

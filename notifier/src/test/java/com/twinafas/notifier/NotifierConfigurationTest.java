package com.twinafas.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.pipeline.settings.NotifierSettings;

class NotifierConfigurationTest {

    @Test
    void tellsTheLogWhenNoChannelIsSet() {
        assertThat(NotifierConfiguration.channels(new NotifierSettings(null, null))).extracting(Channel::name)
                .containsExactly("log");
    }

    @Test
    void tellsByEveryChannelThatIsSet() {
        // Given
        NotifierSettings settings = new NotifierSettings(
                new NotifierSettings.Mail("127.0.0.1", 25, null, null, false, "twinafas@example.org",
                        List.of("books@example.org")),
                new NotifierSettings.Webhook(URI.create("http://127.0.0.1/hook"), "secret"));

        // Then
        assertThat(NotifierConfiguration.channels(settings)).extracting(Channel::name).containsExactly("mail",
                "webhook");
    }
}

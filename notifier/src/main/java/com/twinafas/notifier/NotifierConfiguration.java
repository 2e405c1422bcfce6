package com.twinafas.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.notifier.channel.ChatChannel;
import com.twinafas.notifier.channel.LogChannel;
import com.twinafas.notifier.channel.MailChannel;
import com.twinafas.notifier.channel.WebhookChannel;
import com.twinafas.notifier.kafka.Notifier;
import com.twinafas.notifier.recipient.Dispatcher;
import com.twinafas.notifier.recipient.QuietHours;
import com.twinafas.notifier.recipient.Recipient;
import com.twinafas.notifier.recipient.Recipients;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.NotifierSettings;
import com.twinafas.pipeline.settings.NotifierSettings.Way;
import com.twinafas.pipeline.work.BackOff;

/** The role notifier: tells people by the channels of the settings; the log where there are none. */
@Configuration(proxyBeanMethods = false)
public class NotifierConfiguration {

    private static final Duration LAST_SEND = Duration.ofSeconds(10);
    private static final BackOff RETRY = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** Follows the dead letters of the tenant while the context runs. */
    @Bean
    Notifier notifier(CurrentSettings settings, TenantKafka kafka, InstantSource clock, MeterRegistry meters) {
        return new Notifier(kafka, settings,
                now -> new Dispatcher(recipients(now, clock), RETRY, LAST_SEND, meters), clock);
    }

    static Recipients recipients(NotifierSettings settings, InstantSource clock) {
        NotifierSettings.QuietHours quiet = settings.quietHours();
        return new Recipients(everybody(settings, clock), quiet == null
                ? QuietHours.NONE
                : QuietHours.of(quiet.time(), quiet.days(), quiet.zone()));
    }

    /** Without recipients in the settings each channel is one; without a channel the log. */
    private static List<Recipient> everybody(NotifierSettings settings, InstantSource clock) {
        List<Recipient> recipients = settings.recipients().isEmpty()
                ? Stream.of(Way.values()).flatMap(way -> channel(way, settings, List.of(), clock).stream())
                        .map(Recipient::of).toList()
                : settings.recipients().stream().map(recipient -> recipient(recipient, settings, clock)).toList();
        return recipients.isEmpty() ? List.of(Recipient.of(new LogChannel())) : recipients;
    }

    private static Recipient recipient(NotifierSettings.Recipient said, NotifierSettings settings,
            InstantSource clock) {
        return new Recipient(said.name(), said.flows(), said.categories(), said.by().stream()
                .flatMap(way -> channel(way, settings, said.mail(), clock).stream()).toList(), said.always());
    }

    /** @param addresses for mail; none for those of the settings */
    private static Optional<Channel> channel(Way way, NotifierSettings settings, List<String> addresses,
            InstantSource clock) {
        return switch (way) {
            case MAIL -> Optional.ofNullable(settings.mail()).map(mail -> new MailChannel(sender(mail), mail.from(),
                    addresses.isEmpty() ? mail.to() : addresses));
            case SLACK -> Optional.ofNullable(settings.slack()).map(hook -> ChatChannel.slack(hook.url()));
            case TEAMS -> Optional.ofNullable(settings.teams()).map(hook -> ChatChannel.teams(hook.url()));
            case WEBHOOK -> Optional.ofNullable(settings.webhook())
                    .map(hook -> new WebhookChannel(hook.url(), hook.secret(), clock));
        };
    }

    private static JavaMailSender sender(NotifierSettings.Mail mail) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setUsername(mail.user());
        sender.setPassword(mail.password());
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.auth", String.valueOf(mail.user() != null));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(mail.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(mail.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // Without these a mail server that says nothing holds the channel for ever.
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "30000");
        properties.setProperty("mail.smtp.writetimeout", "30000");
        // One address that is refused must not keep everybody else in the dark.
        properties.setProperty("mail.smtp.sendpartial", "true");
        return sender;
    }
}

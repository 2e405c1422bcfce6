package com.twinafas.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import com.twinafas.notifier.channel.Channel;
import com.twinafas.notifier.channel.Dispatcher;
import com.twinafas.notifier.channel.LogChannel;
import com.twinafas.notifier.channel.MailChannel;
import com.twinafas.notifier.channel.WebhookChannel;
import com.twinafas.notifier.kafka.Notifier;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.NotifierSettings;
import com.twinafas.pipeline.work.BackOff;

/** The role notifier: tells people by the channels of the settings; the log where there are none. */
@Configuration(proxyBeanMethods = false)
public class NotifierConfiguration {

    private static final Duration GATHERING = Duration.ofSeconds(10);
    private static final Duration LAST_SEND = Duration.ofSeconds(10);
    private static final BackOff RETRY = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** Follows the dead letters of the tenant while the context runs. */
    @Bean
    Notifier notifier(CurrentSettings settings, TenantKafka kafka, InstantSource clock, MeterRegistry meters) {
        return new Notifier(kafka, settings, now -> new Dispatcher(channels(now), RETRY, LAST_SEND, meters), GATHERING,
                clock);
    }

    static List<Channel> channels(NotifierSettings settings) {
        List<Channel> channels = new ArrayList<>();
        NotifierSettings.Mail mail = settings.mail();
        if (mail != null) {
            channels.add(new MailChannel(sender(mail), mail.from(), mail.to()));
        }
        NotifierSettings.Webhook webhook = settings.webhook();
        if (webhook != null) {
            channels.add(new WebhookChannel(webhook.url(), webhook.secret()));
        }
        return channels.isEmpty() ? List.of(new LogChannel()) : channels;
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

package com.twinafas.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import com.twinafas.notifier.message.Messages;

class MailChannelTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsOneMailInTextAndHtmlToEverybody() throws Exception {
        // When
        channel().send(Messages.of(Messages.missingItem(), Messages.refused()));

        // Then
        assertThat(server.getReceivedMessages()).hasSize(2);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject())
                .isEqualTo("[TwinAfas demo] 38 records opgehouden (2 nieuw) / 38 records held up (2 new)");
        assertThat(body(mail, "text/plain")).contains("Artikel D012 bestaat niet in AFAS")
                .contains("Article D012 does not exist in AFAS").contains("FACTUUR/13");
        assertThat(body(mail, "text/html")).contains("<strong>Artikel D012 bestaat niet in AFAS</strong>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Bcc")).isNull();
    }

    @Test
    void keepsItsIdWhenSentAgainAndRefersToTheCause() throws Exception {
        // When
        channel().send(Messages.of(Messages.missingItem()));
        channel().send(Messages.of(Messages.missingItem()));

        // Then
        MimeMessage first = server.getReceivedMessages()[0];
        MimeMessage again = server.getReceivedMessages()[2];
        assertThat(again.getMessageID()).isEqualTo(first.getMessageID()).isEqualTo("<5f2b@demo.twinafas>");
        assertThat(again.getHeader("References")).isEqualTo(first.getHeader("References")).hasSize(1);
    }

    @Test
    void isNotAcceptedWhenTheServerIsAway() {
        // Given
        MailChannel channel = channel();
        server.stop();

        // Then
        assertThatThrownBy(() -> channel.send(Messages.of(Messages.missingItem()))).isInstanceOf(NotAccepted.class)
                .hasMessage("MailSendException");
    }

    private MailChannel channel() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        return new MailChannel(sender, "twinafas@example.org", List.of("books@example.org", "chief@example.org"));
    }

    private static String body(Part part, String type) throws Exception {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                text.append(body(parts.getBodyPart(i), type));
            }
            return text.toString();
        }
        return "";
    }
}

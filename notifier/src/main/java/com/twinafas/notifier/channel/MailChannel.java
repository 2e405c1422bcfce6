package com.twinafas.notifier.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

import com.twinafas.notifier.message.MailText;
import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Section;

/**
 * E-mail by SMTP. A message keeps its id when it is sent again, and refers to one id for each of its causes, so that a
 * mailbox shows a repetition once and what is about the same cause together.
 */
public final class MailChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
    /** A header line holds 998 characters; a mailbox follows the first references anyway. */
    private static final int REFERENCES = 10;

    private final JavaMailSender sender;
    private final String from;
    private final List<String> to;
    private final MailText text = new MailText();

    /** @param sender sends to the valid ones of several addresses ({@code mail.smtp.sendpartial}) */
    public MailChannel(JavaMailSender sender, String from, List<String> to) {
        this.sender = sender;
        this.from = from;
        this.to = List.copyOf(to);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Message message) throws NotAccepted {
        try {
            sender.send(mail(message));
        } catch (MailException e) {
            if (!wasSentToSome(e)) {
                throw new NotAccepted(e.getClass().getSimpleName());
            }
            LOG.atWarn().addKeyValue("tenant", message.tenant())
                    .log("The mail server refuses one or more of the {} addresses of the notifier", to.size());
        } catch (MessagingException e) {
            throw new NotAccepted(e.getClass().getSimpleName());
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        MimeMessage mail = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(mail, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(to.toArray(String[]::new));
        helper.setSentDate(Date.from(message.at()));
        helper.setSubject(text.subject(message));
        helper.setText(text.plain(message), text.html(message));
        mail.setHeader("Message-ID", id(message.id(), message.tenant()));
        mail.setHeader("References",
                message.sections().stream().limit(REFERENCES).map(section -> id(cause(section), message.tenant()))
                        .collect(Collectors.joining("\r\n ")));
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static String cause(Section section) {
        return "cause." + UUID.nameUUIDFromBytes(section.cause().key().getBytes(StandardCharsets.UTF_8));
    }

    private static String id(String local, String tenant) {
        return "<" + local + "@" + tenant + ".twinafas>";
    }

    private static boolean wasSentToSome(MailException failure) {
        return failure instanceof MailSendException several
                && several.getFailedMessages().values().stream().anyMatch(
                        reason -> reason instanceof SendFailedException partly && partly.getValidSentAddresses() != null
                                && partly.getValidSentAddresses().length > 0);
    }
}

package com.twinafas.notifier.channel;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.Section;
import com.twinafas.schemas.failure.Sentences;

/** The log, where no other channel is set. */
public final class LogChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(LogChannel.class);

    private final Sentences sentences = new Sentences(Locale.ENGLISH);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void send(Message message) {
        message.sections()
                .forEach(section -> LOG.atWarn().addKeyValue("tenant", message.tenant())
                        .addKeyValue("stage", section.cause().stage().wireName())
                        .addKeyValue("code", section.cause().cause().code()).log(line(section)));
    }

    private String line(Section section) {
        String what = sentences.what(section.cause().cause());
        return switch (section.state()) {
            case NEW, OPEN -> (section.records() == 0 ? "" : section.records() + " held up: ") + what + ". "
                    + sentences.toDo(section.cause().cause());
            case SOLVED -> "Solved: " + what;
        };
    }
}

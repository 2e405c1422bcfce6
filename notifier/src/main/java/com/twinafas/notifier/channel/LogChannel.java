package com.twinafas.notifier.channel;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.notifier.message.Message;
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
                        .addKeyValue("code", section.cause().cause().code())
                        .log("{} held up: {}. {}", section.records(), sentences.what(section.cause().cause()),
                                sentences.toDo(section.cause().cause())));
    }
}

package com.twinafas.notifier.channel;

import java.net.URI;
import java.util.Map;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.SlackBody;

/** An incoming webhook of Slack. */
public final class SlackChannel implements Channel {

    private final HttpPost post;
    private final SlackBody body = new SlackBody();

    public SlackChannel(URI url) {
        post = new HttpPost(url);
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void send(Message message) throws NotAccepted {
        post.send(body.of(message), Map.of());
    }

    @Override
    public void close() {
        post.close();
    }
}

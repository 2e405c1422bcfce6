package com.twinafas.notifier.channel;

import java.net.URI;
import java.util.Map;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.TeamsBody;

/** A workflow of Microsoft Teams that posts what its webhook gets. */
public final class TeamsChannel implements Channel {

    private final HttpPost post;
    private final TeamsBody body = new TeamsBody();

    public TeamsChannel(URI url) {
        post = new HttpPost(url);
    }

    @Override
    public String name() {
        return "teams";
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

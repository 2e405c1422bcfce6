package com.twinafas.notifier.channel;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

import com.twinafas.notifier.message.Message;
import com.twinafas.notifier.message.SlackBody;
import com.twinafas.notifier.message.TeamsBody;

/** A chat that posts what its webhook gets. */
public final class ChatChannel implements Channel {

    private final String name;
    private final Function<Message, byte[]> body;
    private final HttpPost post;

    private ChatChannel(String name, URI url, Function<Message, byte[]> body) {
        this.name = name;
        this.body = body;
        this.post = new HttpPost(url);
    }

    /** An incoming webhook of Slack. */
    public static ChatChannel slack(URI url) {
        return new ChatChannel("slack", url, new SlackBody()::of);
    }

    /** A workflow of Microsoft Teams. */
    public static ChatChannel teams(URI url) {
        return new ChatChannel("teams", url, new TeamsBody()::of);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(Message message) throws NotAccepted {
        post.send(body.apply(message), Map.of());
    }

    @Override
    public void close() {
        post.close();
    }
}

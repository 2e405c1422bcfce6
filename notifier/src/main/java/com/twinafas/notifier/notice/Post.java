package com.twinafas.notifier.notice;

/** Gives the message that what is told now goes to a recipient with. */
@FunctionalInterface
public interface Post {

    /** @return its id, the same one for a recipient however often it is asked */
    String messageFor(String recipient);
}

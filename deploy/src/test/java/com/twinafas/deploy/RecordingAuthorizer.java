package com.twinafas.deploy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own, with a note of what was asked for in earnest and denied; made by the broker, by its name. */
public final class RecordingAuthorizer extends StandardAuthorizer {

    private static final Queue<String> DENIED = new ConcurrentLinkedQueue<>();

    /** What was denied since the last call, each as operation, type and name. */
    static List<String> takeDenied() {
        List<String> denied = List.copyOf(DENIED);
        DENIED.clear();
        return denied;
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            if (results.get(i) == AuthorizationResult.DENIED && action.logIfDenied()) {
                DENIED.add(action.operation() + " " + action.resourcePattern().resourceType() + " "
                        + action.resourcePattern().name());
            }
        }
        return results;
    }
}

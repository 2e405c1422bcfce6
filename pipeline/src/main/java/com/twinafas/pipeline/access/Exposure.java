package com.twinafas.pipeline.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

import com.twinafas.pipeline.settings.AccessSettings;
import com.twinafas.pipeline.settings.InvalidSettings;
import com.twinafas.pipeline.settings.InvalidSettings.Mistake;

/** Refuses a start that would show others what only this machine may see. */
public final class Exposure {

    private static final String LOOPBACK = "127.0.0.1";

    private Exposure() {
    }

    /** @throws InvalidSettings when others could ask, and nobody could say who they are */
    public static void check(Environment environment, AccessSettings access) {
        List<Mistake> mistakes = new ArrayList<>();
        String address = environment.getProperty("server.address", LOOPBACK);
        if (!isLoopback(address) && access.tokens().isEmpty() && access.oidc() == null) {
            mistakes.add(new Mistake("server.address",
                    "is " + address + ": that shows /api and /actuator to other machines, and nobody there could say "
                            + "who they are. Set twinafas.access.tokens or twinafas.access.oidc, or leave "
                            + "server.address out so that only this machine is answered"));
        }
        String management = environment.getProperty("management.server.port", "-1");
        if (!management.equals("-1") && !management.equals(environment.getProperty("server.port", "8080"))) {
            mistakes.add(new Mistake("management.server.port",
                    "is another port than server.port: /actuator is only protected where /api is. Leave it out"));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidSettings(mistakes);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

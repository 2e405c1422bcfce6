package com.twinafas.standalone.demo;

import java.util.HashMap;
import java.util.Map;

import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;

/** Where simulated systems are and what they take for a credential, as settings. */
public final class SimulatedAccess {

    private SimulatedAccess() {
    }

    /** By full key. */
    public static Map<String, Object> to(TwinfieldSimulator twinfield, AfasSimulator afas) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("twinafas.twinfield.login-url", twinfield.loginUrl().toString());
        settings.put("twinafas.twinfield.client-id", twinfield.clientId());
        settings.put("twinafas.twinfield.client-secret", twinfield.clientSecret());
        settings.put("twinafas.twinfield.refresh-token", twinfield.refreshToken());
        settings.put("twinafas.afas.base-url", afas.baseUrl().toString());
        settings.put("twinafas.afas.client-id", afas.clientId());
        settings.put("twinafas.afas.client-secret", afas.clientSecret());
        return settings;
    }
}

package com.twinafas.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import com.twinafas.pipeline.encryption.MasterKeys;
import com.twinafas.simulators.afas.AfasSimulator;
import com.twinafas.simulators.twinfield.TwinfieldSimulator;
import com.twinafas.standalone.demo.SimulatedAccess;

/** The settings of the demo's company, which are a complete example of a tenant's. */
final class DemoSettings {

    private DemoSettings() {
    }

    /** By full key, with addresses that lead nowhere. */
    static Map<String, Object> withoutSystems() throws IOException {
        Map<String, Object> properties = new HashMap<>();
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("demo",
                new ClassPathResource("demo.yaml"))) {
            for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                Object value = source.getProperty(name);
                if (value != null) {
                    properties.put(name, value);
                }
            }
        }
        properties.put("twinafas.twinfield.client-id", "none");
        properties.put("twinafas.twinfield.client-secret", "none");
        properties.put("twinafas.twinfield.refresh-token", "none");
        properties.put("twinafas.afas.base-url", "http://127.0.0.1:1");
        properties.put("twinafas.afas.client-id", "none");
        properties.put("twinafas.afas.client-secret", "none");
        properties.put("twinafas.encryption.master-key", MasterKeys.generate());
        return properties;
    }

    /** By full key, with two simulated systems, of which Twinfield gives all credits that are wanted. */
    static Map<String, Object> between(TwinfieldSimulator twinfield, AfasSimulator afas) throws IOException {
        Map<String, Object> properties = withoutSystems();
        properties.putAll(SimulatedAccess.to(twinfield, afas));
        properties.put("twinafas.twinfield.credits-per-minute", 10_000_000);
        return properties;
    }
}

package com.twinafas.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads manifests as the types of Kubernetes and of the operators whose objects they are, and tells what those have not. */
final class StrictManifest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class), Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class));

    /** Of these there are no types to be had; what they render is only compared with what they rendered before. */
    private static final Set<String> UNTYPED = Set.of("external-secrets.io/v1/ExternalSecret",
            "cilium.io/v2/CiliumNetworkPolicy");

    private StrictManifest() {
    }

    /** Paths of fields that the type of the manifest does not have. */
    static List<String> unknownFields(Map<String, Object> manifest) {
        String kind = manifest.get("apiVersion") + "/" + manifest.get("kind");
        Class<?> type = TYPES.get(kind);
        if (type == null) {
            return UNTYPED.contains(kind) ? List.of() : List.of(kind);
        }
        List<String> unknown = new ArrayList<>();
        collect(JSON.convertValue(manifest, type), "", unknown);
        return unknown;
    }

    private static void collect(Object value, String path, List<String> unknown) {
        switch (value) {
            case Collection<?> several -> several.forEach(one -> collect(one, path + "[]", unknown));
            case Map<?, ?> map -> map.forEach((key, one) -> collect(one, path + "." + key, unknown));
            case null -> {
                // Not set.
            }
            default -> {
                if (isModel(value.getClass())) {
                    for (Method getter : value.getClass().getMethods()) {
                        if (getter.getName().startsWith("get") && getter.getParameterCount() == 0 && !getter.isBridge()
                                && isModel(getter.getDeclaringClass())) {
                            collect(value, getter, path, unknown);
                        }
                    }
                }
            }
        }
    }

    private static void collect(Object owner, Method getter, String path, List<String> unknown) {
        try {
            Object value = getter.invoke(owner);
            if (getter.getName().equals("getAdditionalProperties")) {
                if (value instanceof Map<?, ?> additional) {
                    additional.keySet().forEach(key -> unknown.add(path + "." + key));
                }
            } else {
                collect(value, path + "." + getter.getName().substring(3), unknown);
            }
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException(path + "." + getter.getName(), e);
        }
    }

    private static boolean isModel(Class<?> type) {
        return !type.isEnum()
                && (type.getName().startsWith("io.fabric8.") || type.getName().startsWith("io.strimzi."));
    }
}

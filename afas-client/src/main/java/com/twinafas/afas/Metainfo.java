package com.twinafas.afas;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the app connector offers.
 *
 * @param environment the environment id, for example {@code O12345AA}
 * @param tokenExpiry as AFAS gives it; "0" or null is none
 */
public record Metainfo(Set<String> getConnectors, Set<String> updateConnectors, String environment,
        @Nullable String tokenExpiry) {
}

package com.twinafas.pipeline.access;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import com.twinafas.pipeline.settings.AccessSettings.Role;

/**
 * Somebody who is known.
 *
 * @param role null for somebody who may do nothing here
 */
record Caller(String name, @Nullable Role role) {

    /** As Spring Security carries it; a role has the authorities of those before it. */
    Authentication authentication() {
        List<SimpleGrantedAuthority> authorities = Arrays.stream(Role.values())
                .filter(one -> role != null && one.compareTo(role) <= 0)
                .map(one -> new SimpleGrantedAuthority(one.name())).toList();
        return UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
    }

    static boolean may(Authentication caller, Role needed) {
        return caller.isAuthenticated() && caller.getAuthorities().stream()
                .anyMatch(authority -> needed.name().equals(authority.getAuthority()));
    }
}

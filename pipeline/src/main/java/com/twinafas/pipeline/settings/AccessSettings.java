package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask this process what over HTTP.
 *
 * @param tokens of programs and people
 * @param oidc   whose bearer tokens are accepted
 */
public record AccessSettings(@DefaultValue List<@Valid Token> tokens, @Nullable @Valid Oidc oidc) {

    /** The name of this machine's own token. */
    public static final String LOCAL = "local";

    /** What somebody may do; each role may do what the ones before it may. */
    public enum Role {
        /** Look, but at no record's content. */
        VIEWER,
        /** See the content of records, and set them going. */
        OPERATOR,
        /** Change settings, erase, and see who changed what. */
        ADMINISTRATOR
    }

    /**
     * Somebody's token.
     *
     * @param name  as it stands in the audit
     * @param role  what it may do
     * @param token sent as {@code Authorization: Bearer}
     */
    public record Token(@NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}") String name, @NotNull Role role,
            @ProcessSetting(secret = true) @NotNull @Size(min = 32, message = "must have at least 32 characters, "
                    + "for example of openssl rand -base64 32") String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Token[name=" + name + ", role=" + role + "]";
        }
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer   as its tokens name it
     * @param audience that a token must be for
     * @param claim    that lists the roles of the bearer; dots lead into objects: {@code realm_access.roles}
     * @param prefix   of the roles that are ours: {@code twinafas-viewer}, {@code -operator}, {@code -administrator}
     */
    public record Oidc(@NotNull URI issuer, @NotBlank String audience, @NotBlank @DefaultValue("roles") String claim,
            @NotNull @DefaultValue("twinafas-") String prefix) {
    }
}

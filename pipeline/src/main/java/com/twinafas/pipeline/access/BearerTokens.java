package com.twinafas.pipeline.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

import com.twinafas.pipeline.settings.AccessSettings;
import com.twinafas.pipeline.settings.AccessSettings.Oidc;
import com.twinafas.pipeline.settings.AccessSettings.Role;

/** Says who a bearer is: by a token that is known, else by one of the OpenID Connect provider. */
final class BearerTokens implements ReactiveAuthenticationManager {

    private final KnownTokens known;
    private final @Nullable ReactiveAuthenticationManager provider;

    BearerTokens(AccessSettings settings, @Nullable LocalToken local) {
        known = new KnownTokens(settings.tokens(), local);
        Oidc oidc = settings.oidc();
        provider = oidc == null ? null : provider(oidc);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication asked) {
        if (!(asked instanceof BearerTokenAuthenticationToken bearer)) {
            return Mono.empty();
        }
        return known.caller(bearer.getToken()).map(caller -> Mono.just(caller.authentication()))
                .orElseGet(() -> provider == null
                        ? Mono.error(new InvalidBearerTokenException("The token is not known"))
                        : provider.authenticate(asked).onErrorMap(BearerTokens::isAway,
                                away -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
                                        "The provider of the tokens does not answer", away)));
    }

    /** Whether it is not the token that is wrong. */
    private static boolean isAway(Throwable failure) {
        return failure instanceof AuthenticationServiceException || !(failure instanceof AuthenticationException);
    }

    private static ReactiveAuthenticationManager provider(Oidc oidc) {
        // The provider is asked for its keys at the first token: it may be away when this process starts.
        JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(
                new SupplierReactiveJwtDecoder(() -> decoder(oidc)));
        manager.setJwtAuthenticationConverter(token -> Mono
                .just(new Caller(String.valueOf(token.getSubject()), role(token, oidc)).authentication())
                .cast(AbstractAuthenticationToken.class));
        return manager;
    }

    private static ReactiveJwtDecoder decoder(Oidc oidc) {
        NimbusReactiveJwtDecoder decoder = (NimbusReactiveJwtDecoder) ReactiveJwtDecoders
                .<ReactiveJwtDecoder>fromIssuerLocation(oidc.issuer().toString());
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(oidc.issuer().toString()),
                new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD,
                        audience -> audience != null && audience.contains(oidc.audience()))));
        return decoder;
    }

    /** The highest of ours among the roles of the claim. */
    static @Nullable Role role(Jwt token, Oidc oidc) {
        Object claim = token.getClaims();
        for (String name : oidc.claim().split("\\.", -1)) {
            claim = claim instanceof Map<?, ?> object ? object.get(name) : null;
        }
        List<?> roles = claim instanceof Collection<?> several ? List.copyOf(several) : List.of(String.valueOf(claim));
        return Arrays.stream(Role.values())
                .filter(role -> roles.contains(oidc.prefix() + role.name().toLowerCase(Locale.ROOT)))
                .max(Comparator.naturalOrder()).orElse(null);
    }
}

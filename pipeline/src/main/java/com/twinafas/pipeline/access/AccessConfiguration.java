package com.twinafas.pipeline.access;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.settings.Settings;

/** Everything over HTTP but liveness and readiness takes a bearer token; what it may do its role says. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableWebFluxSecurity
public class AccessConfiguration {

    @Bean
    AuditTrail auditTrail(TenantKafka kafka) {
        return new AuditTrail(kafka);
    }

    @Bean
    SecurityWebFilterChain access(ServerHttpSecurity http, Settings settings, Environment environment,
            ObjectProvider<LocalToken> local, AuditTrail trail, InstantSource clock) {
        Exposure.check(environment, settings.access());
        BearerTokens bearers = new BearerTokens(settings.access(), local.getIfAvailable());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable).httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable).logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(exchange -> Mono.just(bearers))
                        .authenticationEntryPoint((exchange, reason) -> unknown(exchange))
                        .accessDeniedHandler((exchange, reason) -> denied(exchange)))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint((exchange, reason) -> unknown(exchange))
                        .accessDeniedHandler((exchange, reason) -> denied(exchange)))
                .authorizeExchange(rules -> rules
                        .pathMatchers("/actuator/health/liveness", "/actuator/health/readiness").permitAll()
                        .anyExchange().access((caller, asked) -> caller
                                .map(known -> new AuthorizationDecision(
                                        Caller.may(known, Needed.by(asked.getExchange().getRequest()))))))
                .addFilterAfter(new AuditFilter(trail, clock),
                        SecurityWebFiltersOrder.SECURITY_CONTEXT_SERVER_WEB_EXCHANGE)
                .build();
    }

    private static Mono<Void> unknown(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return answer(exchange, HttpStatus.UNAUTHORIZED,
                "Say who you are: Authorization: Bearer and a token that is known here");
    }

    private static Mono<Void> denied(ServerWebExchange exchange) {
        return answer(exchange, HttpStatus.FORBIDDEN, "This takes the role "
                + Needed.by(exchange.getRequest()).name().toLowerCase(Locale.ROOT));
    }

    private static Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String text) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory()
                .wrap(("{\"error\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8))));
    }
}

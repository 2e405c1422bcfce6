package com.twinafas.pipeline.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import com.twinafas.pipeline.settings.AccessSettings.Role;

/**
 * Which role a request takes. What is not named here and changes something takes an operator. Paths are matched as the
 * router matches them: {@code /api/%61udit} is {@code /api/audit}.
 */
final class Needed {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<PathPattern> ADMINISTRATION = patterns("/api/audit/**", "/api/erasures/**");
    private static final List<PathPattern> SETTINGS = patterns("/api/settings/**");
    private static final List<PathPattern> RECORDS = patterns("/api/records/**");
    private static final List<PathPattern> PREVIEW = patterns("/api/preview/**");
    private static final List<PathPattern> API = patterns("/api/**");
    /** Without these, what an actuator shows can be a dump of memory or the environment. */
    private static final List<PathPattern> WATCHING = patterns("/actuator", "/actuator/health/**",
            "/actuator/prometheus", "/actuator/metrics/**", "/actuator/info");

    private Needed() {
    }

    static Role by(ServerHttpRequest request) {
        boolean reads = READING.contains(request.getMethod());
        boolean watches = reads && isAt(WATCHING, request);
        boolean sets = !reads && isAt(SETTINGS, request);
        if (isAt(ADMINISTRATION, request) || sets || !(watches || isAt(API, request))) {
            return Role.ADMINISTRATOR;
        }
        boolean content = isAt(RECORDS, request) && request.getQueryParams().containsKey("content");
        return reads && !content ? Role.VIEWER : Role.OPERATOR;
    }

    /** Whether it can change anything; a preview is asked with a body and changes nothing. */
    static boolean changes(ServerHttpRequest request) {
        return !READING.contains(request.getMethod()) && !isAt(PREVIEW, request);
    }

    private static boolean isAt(List<PathPattern> places, ServerHttpRequest request) {
        return places.stream().anyMatch(place -> place.matches(request.getPath().pathWithinApplication()));
    }

    private static List<PathPattern> patterns(String... places) {
        return Arrays.stream(places).map(PathPatternParser.defaultInstance::parse).toList();
    }
}

package com.twinafas.simulators.twinfield.signin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.SimulatedAnswer;
import com.twinafas.simulators.fault.SimulatedRequest;
import com.twinafas.simulators.fault.SimulatedSystem;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;

/**
 * The identity server: refresh token grant and access token validation (twinfield-api §1). The authorization code flow
 * needs a person and is not here. Business calls that come here meet the fault of a wrong cluster.
 */
public final class IdentityServer implements SimulatedSystem {

    private static final String BASE = "/auth/authentication/connect/";
    private static final JsonMapper JSON = new JsonMapper();

    private final TwinfieldBooks books;
    private final Tokens tokens;
    private final String clientId;
    private final String clientSecret;
    private final Supplier<Optional<String>> cluster;
    private final SimulatedSystem wrongCluster;

    /**
     * @param cluster      the cluster that validation names; empty when it names none
     * @param wrongCluster answers business calls that come here
     */
    public IdentityServer(TwinfieldBooks books, Tokens tokens, String clientId, String clientSecret,
            Supplier<Optional<String>> cluster, SimulatedSystem wrongCluster) {
        this.books = books;
        this.tokens = tokens;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.cluster = cluster;
        this.wrongCluster = wrongCluster;
    }

    @Override
    public String operation(String method, String path, Map<String, String> headers) {
        return path.startsWith(BASE) ? path.substring(BASE.length()) : wrongCluster.operation(method, path, headers);
    }

    @Override
    public void arrived(SimulatedRequest request) {
        // Calls of the identity server cost no credits and are not counted at once.
    }

    @Override
    public SimulatedAnswer answer(SimulatedRequest request) {
        String call = request.method() + " " + request.path();
        if (call.equals("POST " + BASE + "token")) {
            books.traffic().counted("token", 0);
            return token(request);
        }
        if (call.equals("GET " + BASE + "accesstokenvalidation")) {
            books.traffic().counted("accesstokenvalidation", 0);
            return validation(form(request.query()).getOrDefault("token", ""));
        }
        return request.path().startsWith("/webservices/")
                ? wrongCluster.answer(request)
                : SimulatedAnswer.text(404, "text/html", "<html><body>Not found</body></html>");
    }

    @Override
    public SimulatedAnswer refuse(Fault.Refusal fault, SimulatedRequest request) {
        return switch (fault) {
            case Fault.Given given -> SimulatedAnswer.text(given.status(), given.contentType(), given.body());
            case Fault.ExpiredToken _ -> error("invalid_grant");
            case Fault.Throttled _ -> SimulatedAnswer.text(429, "text/plain", "");
            case Fault.Maintenance _,Fault.Locked _,Fault.Unexpected _ ->
                SimulatedAnswer.text(503, "text/html", "<html><body>Service unavailable</body></html>");
            case Fault.ProxyPage page ->
                SimulatedAnswer.text(page.status(), "text/html", "<html><body>Proxy error</body></html>");
        };
    }

    @Override
    public void left(SimulatedRequest request, int outcome) {
        // Nothing was counted when it arrived.
    }

    private SimulatedAnswer token(SimulatedRequest request) {
        if (!isOurClient(request.header("Authorization"))) {
            return error("invalid_client");
        }
        Map<String, String> form = form(request.body());
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return error("unsupported_grant_type");
        }
        return tokens.refresh(form.getOrDefault("refresh_token", "")).map(IdentityServer::granted)
                .orElseGet(() -> error("invalid_grant"));
    }

    private static SimulatedAnswer granted(Tokens.Grant grant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", grant.accessToken());
        body.put("expires_in", grant.life().toSeconds());
        body.put("token_type", "Bearer");
        body.put("refresh_token", grant.refreshToken());
        return json(200, body);
    }

    private boolean isOurClient(@Nullable String authorization) {
        String expected = Base64.getEncoder()
                .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(authorization);
    }

    private SimulatedAnswer validation(String token) {
        Optional<Instant> end = tokens.ends(token);
        if (end.isEmpty()) {
            return json(400, Map.of("Message", "Invalid token."));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        long now = books.now().getEpochSecond();
        body.put("iss", "https://login.twinfield.com/auth/authentication");
        body.put("aud", "https://login.twinfield.com/auth/authentication/resources");
        body.put("exp", String.valueOf(end.get().getEpochSecond()));
        body.put("nbf", String.valueOf(now));
        body.put("client_id", clientId);
        body.put("scope", List.of("openid", "twf.organisation", "twf.organisationUser", "twf.user", "offline_access"));
        body.put("sub", "7b1e63f0-2f0c-4c5e-9d5b-2a4f2b6f7c11");
        body.put("auth_time", String.valueOf(now));
        body.put("idp", "idsrv");
        body.put("amr", "password");
        body.put("twf.organisationUserCode", "API");
        body.put("twf.organisationCode", books.company().organisation());
        body.put("twf.organisationId", books.offices().getFirst().companyId().toString());
        cluster.get().ifPresent(url -> body.put("twf.clusterUrl", url));
        return json(200, body);
    }

    private static SimulatedAnswer error(String code) {
        return json(400, Map.of("error", code));
    }

    private static SimulatedAnswer json(int status, Map<String, Object> body) {
        return SimulatedAnswer.text(status, "application/json; charset=utf-8", JSON.writeValueAsString(body));
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&")).map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2)
                .collect(
                        Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, second) -> first));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

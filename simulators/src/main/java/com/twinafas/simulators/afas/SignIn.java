package com.twinafas.simulators.afas;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.twinafas.simulators.fault.SimulatedAnswer;
import com.twinafas.simulators.fault.SimulatedRequest;

/** Both ways to sign in: OAuth client credentials, and the classic token (afas-api §1.2). */
final class SignIn {

    static final String CLIENT_ID = "2f4a6c1e-twinafas-simulated";
    static final String CLIENT_SECRET = "simulated-secret-9f2b";
    /** As AFAS shows it once, in XML. */
    static final String CLASSIC_TOKEN = "<token><version>1</version><data>"
            + "0123456789ABCDEF".repeat(4) + "</data></token>";

    private static final String JSON = "application/json; charset=utf-8";

    private final Duration life;
    private final InstantSource clock;
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();
    private final AtomicLong serial = new AtomicLong();
    private volatile boolean challenging = true;

    SignIn(Duration life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
    }

    /** Answers the token endpoint. */
    SimulatedAnswer token(SimulatedRequest request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : request.body().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return SimulatedAnswer.text(400, JSON, "{\"error\":\"invalid_request\"}");
        }
        String authorization = request.header("Authorization");
        if (authorization != null && authorization.startsWith("Basic ")) {
            return authorization.equals("Basic " + encoded(CLIENT_ID + ":" + CLIENT_SECRET))
                    ? granted()
                    : SimulatedAnswer.text(401, JSON, "{\"error\":\"invalid_client\"}")
                            .header("WWW-Authenticate", "Basic");
        }
        return CLIENT_ID.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"))
                ? granted()
                : SimulatedAnswer.text(400, JSON, "{\"error\":\"invalid_client\"}");
    }

    private SimulatedAnswer granted() {
        String token = "eyJ" + encoded("simulated-" + serial.incrementAndGet()).replace("=", "");
        issued.put(token, clock.instant().plus(life));
        return SimulatedAnswer.text(200, JSON, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                .formatted(token, life.toSeconds()));
    }

    /** Whether the call carries a token that is good. */
    boolean accepts(SimulatedRequest request) {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            return false;
        }
        if (authorization.startsWith("Bearer ")) {
            Instant until = issued.get(authorization.substring("Bearer ".length()));
            return until != null && clock.instant().isBefore(until);
        }
        return authorization.equals("AfasToken " + encoded(CLASSIC_TOKEN));
    }

    /** The answer to a call without a good token. */
    SimulatedAnswer refusal(SimulatedRequest request) {
        SimulatedAnswer answer = SimulatedAnswer.text(401, "application/xml; charset=utf-8", "");
        String authorization = request.header("Authorization");
        return challenging && authorization != null && authorization.startsWith("Bearer ")
                ? answer.header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                : answer;
    }

    /** Ends every token; from now on a refusal is a bare 401, as the table of afas-api §3.8 and the sample have it. */
    void endAllWithoutAWord() {
        issued.clear();
        challenging = false;
    }

    /** Ends the token of a call before its time. */
    void end(SimulatedRequest request) {
        String authorization = request.header("Authorization");
        if (authorization != null && authorization.startsWith("Bearer ")) {
            issued.remove(authorization.substring("Bearer ".length()));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

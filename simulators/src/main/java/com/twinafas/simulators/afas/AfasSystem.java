package com.twinafas.simulators.afas;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.twinafas.simulators.afas.books.AfasBooks;
import com.twinafas.simulators.afas.reading.GetConnectors;
import com.twinafas.simulators.afas.reading.Query;
import com.twinafas.simulators.afas.refusal.Language;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.writing.UpdateConnectors;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.SimulatedAnswer;
import com.twinafas.simulators.fault.SimulatedRequest;
import com.twinafas.simulators.fault.SimulatedSystem;

/** AFAS's HTTP surface: addresses, sign-in, envelopes, statuses. */
final class AfasSystem implements SimulatedSystem {

    static final String ROOT = "/ProfitRestServices/";

    private static final String JSON = "application/json; charset=utf-8";
    private static final String NO_BODY = "application/xml; charset=utf-8";
    private static final String CONNECTORS = "connectors/";
    /** A longer query string is not found (afas-api §2). */
    private static final int LONGEST_QUERY = 2049;

    private final AfasSimulatorConfig config;
    private final AfasBooks books;
    private final CallLog calls;
    private final SignIn signIn;
    private final GetConnectors reading;
    private final UpdateConnectors writing;
    private final RandomGenerator chance;
    private final AtomicBoolean addressDenied = new AtomicBoolean();
    private final JournalLocks locks = new JournalLocks();

    AfasSystem(AfasSimulatorConfig config, AfasBooks books, CallLog calls, RandomGenerator chance) {
        this.config = config;
        this.books = books;
        this.calls = calls;
        this.chance = chance;
        this.signIn = new SignIn(config.tokenLife(), config.clock());
        this.reading = new GetConnectors(config.setup(), config.copies(), config.withheld());
        this.writing = new UpdateConnectors(config.setup(), config.rounding(), config.withheld(), config.clock(),
                chance);
    }

    void denyAddress(boolean denied) {
        addressDenied.set(denied);
    }

    void endTokensWithoutAWord() {
        signIn.endAllWithoutAWord();
    }

    @Override
    public String operation(String method, String path, Map<String, String> headers) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        inner = inner.startsWith(ROOT.substring(1)) ? inner.substring(ROOT.length() - 1) : inner;
        return inner.startsWith(CONNECTORS) ? inner.substring(CONNECTORS.length()) : inner;
    }

    @Override
    public void arrived(SimulatedRequest request) {
        if (!request.uri().startsWith("/simulator/")) {
            calls.arrived(request);
            locks.arrived(request);
        }
    }

    @Override
    public void left(SimulatedRequest request, int outcome) {
        if (!request.uri().startsWith("/simulator/")) {
            locks.left(request);
            calls.left(request, CallKeys.of(request), outcome);
        }
    }

    @Override
    public SimulatedAnswer answer(SimulatedRequest request) {
        if (request.path().equals("/simulator/books")) {
            return SimulatedAnswer.text(200, JSON, BooksSummary.of(books, calls).toString());
        }
        return proxied(inside(request));
    }

    private SimulatedAnswer inside(SimulatedRequest request) {
        String path = request.path();
        if (!path.startsWith(ROOT) || request.query().length() > LONGEST_QUERY) {
            return SimulatedAnswer.text(404, NO_BODY, "");
        }
        if (addressDenied.get()) {
            return SimulatedAnswer.text(403, NO_BODY, "");
        }
        String inner = path.substring(ROOT.length());
        if (inner.equals("oauth/token")) {
            return signIn.token(request);
        }
        if (!signIn.accepts(request) || (config.integrationIdRequired() && request.header("IntegrationId") == null)) {
            return signIn.refusal(request);
        }
        try {
            return routed(request, inner);
        } catch (Refused refused) {
            return refusal(refused, request);
        }
    }

    private SimulatedAnswer routed(SimulatedRequest request, String inner) {
        boolean get = request.method().equals("GET");
        // The documentation itself writes Metainfo and MetaInfo too.
        String lower = inner.toLowerCase(Locale.ROOT);
        if (get && lower.equals("profitversion")) {
            return SimulatedAnswer.text(200, JSON, "{\"version\":\"22.22.5\"}");
        }
        if (get && lower.equals("metainfo")) {
            return json(200, Metainfo.environment(reading, writing));
        }
        if (get && lower.startsWith("metainfo/get/")) {
            return json(200, reading.find(inner.substring("metainfo/get/".length())).metainfo());
        }
        if (get && lower.startsWith("metainfo/update/")) {
            return json(200, writing.metainfo(inner.substring("metainfo/update/".length())));
        }
        if (!inner.startsWith(CONNECTORS)) {
            return SimulatedAnswer.text(404, NO_BODY, "");
        }
        String connector = inner.substring(CONNECTORS.length());
        if (get) {
            return json(200, reading.find(connector).answer(Query.parse(request.query()), books, chance));
        }
        if (request.method().equals("POST") || request.method().equals("PUT")) {
            return written(request, connector);
        }
        return SimulatedAnswer.text(400, JSON, "{\"message\":\"Method is not supported\"}");
    }

    private SimulatedAnswer written(SimulatedRequest request, String connector) {
        String locked = locks.heldByAnother(request);
        if (locked != null) {
            throw new Refused(Text.LOCKED, locked);
        }
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(request.body());
        } catch (JacksonException e) {
            return SimulatedAnswer.text(400, JSON, "{\"message\":\"Invalid json\"}");
        }
        Map<String, String> keys = writing.write(connector, request.method().equals("POST"), body, books);
        Map<String, Object> answer = Map.of(UpdateConnectors.root(connector.replaceFirst("/.*", "")), keys);
        return json(201, JsonMapper.shared()
                .valueToTree(config.resultsWrapper() ? Map.of("results", answer) : answer));
    }

    private SimulatedAnswer refusal(Refused refused, SimulatedRequest request) {
        Language language = Language.of(request.header("Accept-Language"));
        calls.refused(request, refused.sentence(language));
        return SimulatedAnswer.text(500, JSON, refused.body(language));
    }

    @Override
    public SimulatedAnswer refuse(Fault.Refusal fault, SimulatedRequest request) {
        return proxied(switch (fault) {
            case Fault.Throttled throttled ->
                retryAfter(SimulatedAnswer.text(429, NO_BODY, ""), throttled.retryAfter());
            case Fault.Maintenance maintenance -> maintenance(maintenance.retryAfter());
            case Fault.Locked _ -> refusal(new Refused(Text.LOCKED, "20"), request);
            case Fault.Unexpected _ -> refusal(new Refused(Text.UNEXPECTED), request);
            case Fault.ExpiredToken _ -> {
                signIn.end(request);
                yield signIn.refusal(request);
            }
            case Fault.ProxyPage page -> SimulatedAnswer.text(page.status(), "text/html", """
                    <html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>
                    You don't have permission to access this server.<p>Reference #18.2f</p></body></html>
                    """);
            case Fault.Given given -> SimulatedAnswer.text(given.status(), given.contentType(), given.body());
        });
    }

    /** The body as the documentation prints it, of which only {@code retry_after} means anything (afas-api §3.8). */
    private static SimulatedAnswer maintenance(@Nullable Duration retryAfter) {
        String promise = retryAfter == null ? "" : ",\"retry_after\":" + retryAfter.toSeconds();
        return SimulatedAnswer.text(503, JSON, "{\"error\":{\"code\":\"503\",\"message\":\"Service temporarily "
                + "unavailable due to scheduled maintenance.\"}" + promise + "}");
    }

    private static SimulatedAnswer retryAfter(SimulatedAnswer answer, @Nullable Duration retryAfter) {
        return retryAfter == null ? answer : answer.header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    private static SimulatedAnswer json(int status, JsonNode body) {
        return SimulatedAnswer.text(status, JSON, body.toString());
    }

    private static SimulatedAnswer proxied(SimulatedAnswer answer) {
        return answer.header("Cache-Control", "no-store, no-cache").header("X-AFAS-Proxy-Version", "4.3.0.0")
                .header("X-AFAS-Proxy-Stats", "init(0ms), before response(0ms), complete(5ms)");
    }
}

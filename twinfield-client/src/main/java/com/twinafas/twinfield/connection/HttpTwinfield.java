package com.twinafas.twinfield.connection;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.budget.RateLimits;
import com.twinafas.twinfield.call.Soap;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.http.Http;
import com.twinafas.twinfield.signin.AccessToken;
import com.twinafas.twinfield.signin.SignIn;
import com.twinafas.twinfield.xml.XmlSource;

/** The plain implementation: one call is one request. */
public final class HttpTwinfield implements Twinfield {

    private static final MediaType XML = MediaType.parseMediaType("text/xml;charset=utf-8");

    private final Http http;
    private final SignIn signIn;
    private final TwinfieldConfig config;
    private final RateLimits limits;
    private final Map<URI, WebClient> clusters = new ConcurrentHashMap<>();

    /** @param limits is told what the answers say about the budget */
    public HttpTwinfield(Http http, SignIn signIn, TwinfieldConfig config, RateLimits limits) {
        this.http = http;
        this.signIn = signIn;
        this.config = config;
        this.limits = limits;
    }

    @Override
    public <T> T call(TwinfieldCall<T> call) {
        AccessToken token = signIn.current();
        int limit = call.answerLimit(config.answerLimit());
        Http.Answer answer = http.exchange(clusters.computeIfAbsent(token.cluster(), http::client).post()
                .uri("/webservices/" + call.service()).contentType(XML)
                .header("SOAPAction", '"' + Soap.TWINFIELD + call.soapAction() + '"')
                .bodyValue(Soap.envelope(call.header(token.value()), call.body())), limit);
        limits.seen(answer.headers().getFirst("X-RateLimit-Limit"),
                answer.headers().getFirst("X-RateLimit-Remaining"));
        try {
            return call.result(Soap.answer(answer, call, limit), XmlSource.of(answer::body), limit);
        } catch (TwinfieldFailure e) {
            if (e.asksForNewSignIn()) {
                signIn.rejected(token, e instanceof TwinfieldFailure.Fault);
            }
            throw e;
        }
    }
}

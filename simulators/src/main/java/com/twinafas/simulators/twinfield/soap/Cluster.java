package com.twinafas.simulators.twinfield.soap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import com.twinafas.simulators.company.Office;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.SimulatedAnswer;
import com.twinafas.simulators.fault.SimulatedRequest;
import com.twinafas.simulators.fault.SimulatedSystem;
import com.twinafas.simulators.twinfield.books.TwinfieldBooks;
import com.twinafas.simulators.twinfield.browse.BrowseFault;
import com.twinafas.simulators.twinfield.finder.Finder;
import com.twinafas.simulators.twinfield.process.ProcessXml;
import com.twinafas.simulators.twinfield.signin.Tokens;
import com.twinafas.simulators.twinfield.wording.AnswerStyle;
import com.twinafas.simulators.twinfield.wording.Language;
import com.twinafas.simulators.twinfield.wording.Node;
import com.twinafas.simulators.twinfield.wording.RequestXml;

/**
 * The web services of a cluster: checks envelope, credits, action, token and company in that order, then lets the
 * service answer.
 */
public final class Cluster implements SimulatedSystem {

    private static final String BASE = "/webservices/";
    private static final String XML = "text/xml; charset=utf-8";
    private static final Map<String, String> ACTIONS = Map.of(BASE + "processxml.asmx", "ProcessXmlString",
            BASE + "finder.asmx", "Search", BASE + "DeletedTransactionsService.svc",
            "DeletedTransactionsService/Query");

    private final TwinfieldBooks books;
    private final Tokens tokens;
    private final Language language;
    private final Limits limits;
    private final CreditBudget budget;
    private final LongFunction<AnswerStyle> styles;
    private final ProcessXml processXml;
    private final Finder finder;
    private final DeletedTransactions deletedTransactions;
    private final AtomicLong answers = new AtomicLong();
    private final Set<SimulatedRequest> oneTooMany = Collections
            .synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    public Cluster(TwinfieldBooks books, Tokens tokens, Language language, int finderRows, boolean hiddenInBulk,
            Limits limits,
            LongFunction<AnswerStyle> styles, InstantSource clock) {
        this.books = books;
        this.tokens = tokens;
        this.language = language;
        this.limits = limits;
        this.budget = new CreditBudget(limits, clock);
        this.styles = styles;
        this.processXml = new ProcessXml(books, language, hiddenInBulk);
        this.finder = new Finder(books, language, finderRows);
        this.deletedTransactions = new DeletedTransactions(books);
    }

    @Override
    public String operation(String method, String path, Map<String, String> headers) {
        return ACTIONS.getOrDefault(path, path);
    }

    @Override
    public void arrived(SimulatedRequest request) {
        if (books.traffic().arrived() > limits.atOnce()) {
            oneTooMany.add(request);
        }
    }

    @Override
    public void left(SimulatedRequest request, int outcome) {
        oneTooMany.remove(request);
        books.traffic().left();
    }

    @Override
    public SimulatedAnswer answer(SimulatedRequest request) {
        String action = ACTIONS.get(request.path());
        if (action == null) {
            return SimulatedAnswer.text(404, "text/html", "<html><body>The resource cannot be found.</body></html>");
        }
        if (!request.method().equals("POST")) {
            return SimulatedAnswer.text(405, "text/html", "");
        }
        if (!contentType(request).startsWith("text/xml")) {
            return SimulatedAnswer.text(415, "text/html", "");
        }
        Optional<Envelope> envelope = Envelope.parse(request.body(), request.path().endsWith(".svc"));
        if (envelope.isEmpty()) {
            return SimulatedAnswer.text(400, XML, "");
        }
        Call call = Call.of(action, envelope.get());
        if (oneTooMany.contains(request)) {
            return tooMany(Duration.ofSeconds(1));
        }
        Optional<Duration> wait = budget.spend(call.credits());
        if (wait.isPresent()) {
            return tooMany(wait.get());
        }
        books.traffic().counted(call.name(), call.credits());
        SimulatedAnswer answer;
        try {
            answer = answered(request, action, call, envelope.get());
        } catch (SoapFault fault) {
            answer = fault(request, fault);
        }
        return limited(answer, call.credits());
    }

    @Override
    public SimulatedAnswer refuse(Fault.Refusal fault, SimulatedRequest request) {
        return switch (fault) {
            case Fault.Given given -> SimulatedAnswer.text(given.status(), given.contentType(), given.body());
            case Fault.Throttled throttled -> {
                books.traffic().refusedAsTooMany();
                SimulatedAnswer answer = limited(SimulatedAnswer.text(429, "text/plain", ""), 0);
                yield throttled.retryAfter() == null
                        ? answer
                        : answer.header("Retry-After", String.valueOf(throttled.retryAfter().toSeconds()));
            }
            case Fault.ExpiredToken _ -> {
                tokens.endAll();
                yield fault(request, SoapFault.invalidToken());
            }
            case Fault.Locked _ -> fault(request, SoapFault.unexpected(answers.incrementAndGet()));
            case Fault.Unexpected _ -> fault(request, SoapFault.withoutCode());
            case Fault.Maintenance _ -> page(503);
            case Fault.ProxyPage proxy -> page(proxy.status());
        };
    }

    /** The same services at an address that is not their cluster: fault 108 for every call. */
    public SimulatedSystem elsewhere() {
        return new SimulatedSystem() {
            @Override
            public String operation(String method, String path, Map<String, String> headers) {
                return Cluster.this.operation(method, path, headers);
            }

            @Override
            public void arrived(SimulatedRequest request) {
                // Costs nothing.
            }

            @Override
            public SimulatedAnswer answer(SimulatedRequest request) {
                return fault(request, SoapFault.wrongCluster(language));
            }

            @Override
            public SimulatedAnswer refuse(Fault.Refusal fault, SimulatedRequest request) {
                return Cluster.this.refuse(fault, request);
            }

            @Override
            public void left(SimulatedRequest request, int outcome) {
                // Was not counted.
            }
        };
    }

    private SimulatedAnswer answered(SimulatedRequest request, String action, Call call, Envelope envelope)
            throws SoapFault {
        String given = unquoted(Optional.ofNullable(request.header("SOAPAction")).orElse(""));
        if (!given.equals(Envelope.TWINFIELD + action)) {
            throw SoapFault.unknownAction(given);
        }
        if (envelope.accessToken().isEmpty()) {
            throw SoapFault.noToken(language);
        }
        if (tokens.ends(envelope.accessToken()).isEmpty()) {
            throw SoapFault.invalidToken();
        }
        Office company = company(envelope, call);
        AnswerStyle style = styles.apply(answers.incrementAndGet());
        return SimulatedAnswer.text(200, XML, switch (action) {
            case "ProcessXmlString" -> envelope("ProcessXmlStringResponse", "<ProcessXmlStringResult>"
                    + style.asString(processed(call, company, style)) + "</ProcessXmlStringResult>");
            case "Search" -> envelope("SearchResponse", written(finder.search(envelope.body(), company), style));
            default -> deleted(envelope.body(), company, style);
        });
    }

    private String processed(Call call, @Nullable Office company, AnswerStyle style) throws SoapFault {
        Element request = call.request();
        if (request == null || RequestXml.hasNoise(request)) {
            throw SoapFault.invalidXml(language);
        }
        try {
            return style.write(processXml.process(request, company));
        } catch (BrowseFault e) {
            throw SoapFault.unexpected(1_000_000 + answers.get());
        }
    }

    private String deleted(Element query, @Nullable Office company, AnswerStyle style) throws SoapFault {
        if (company == null) {
            throw SoapFault.noCompany(language);
        }
        try {
            return envelope("QueryResponse", style.write(deletedTransactions.query(query, company)));
        } catch (DeletedTransactions.Refused e) {
            throw SoapFault.named(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Office company(Envelope envelope, Call call) throws SoapFault {
        if (envelope.companyCode().isEmpty()) {
            if (call.listsOffices()) {
                return null;
            }
            throw SoapFault.noCompany(language);
        }
        return books.offices().stream()
                .filter(one -> one.code().equals(envelope.companyCode())
                        || one.companyId().toString().equalsIgnoreCase(envelope.companyCode()))
                .findFirst().orElseThrow(() -> SoapFault.noAccess(language));
    }

    private static String contentType(SimulatedRequest request) {
        return Optional.ofNullable(request.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
    }

    private static String unquoted(String action) {
        return action.length() > 1 && action.startsWith("\"") && action.endsWith("\"")
                ? action.substring(1, action.length() - 1)
                : action;
    }

    private SimulatedAnswer tooMany(Duration wait) {
        books.traffic().refusedAsTooMany();
        return limited(SimulatedAnswer.text(429, "text/plain", ""), 0).header("Retry-After",
                String.valueOf(wait.plusMillis(999).toSeconds()));
    }

    private SimulatedAnswer limited(SimulatedAnswer answer, int credited) {
        return answer.header("X-RateLimit-Limit", String.valueOf(budget.limit()))
                .header("X-RateLimit-Remaining", String.valueOf(budget.remaining()))
                .header("X-RateLimit-Credited", String.valueOf(credited));
    }

    private static SimulatedAnswer page(int status) {
        return SimulatedAnswer.text(status, "text/html",
                "<!DOCTYPE html><html><head><title>" + status + "</title></head><body>Please try again.</body></html>");
    }

    private static SimulatedAnswer fault(SimulatedRequest request, SoapFault fault) {
        Node detail = Node.of("detail");
        if (!fault.code().isEmpty()) {
            detail.add("message", fault.text()).add("code", fault.code())
                    .add("source", ACTIONS.getOrDefault(request.path(), ""));
        }
        Node node = Node.of("soap:Fault").add("faultcode", fault.code().equals("100") ? "soap:Server" : "soap:Client")
                .add("faultstring", fault.text()).add("faultactor", request.uri()).add(detail);
        return SimulatedAnswer.text(fault.status(), XML, whole(AnswerStyle.plain().write(node)));
    }

    private static String written(List<Node> nodes, AnswerStyle style) {
        StringBuilder all = new StringBuilder();
        nodes.forEach(node -> all.append(style.write(node)));
        return all.toString();
    }

    private static String envelope(String name, String content) {
        return whole("<" + name + " xmlns=\"" + Envelope.TWINFIELD + "\">" + content + "</" + name + ">");
    }

    private static String whole(String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
                + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body>" + body + "</soap:Body></soap:Envelope>";
    }
}

package com.twinafas.afas.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

import com.twinafas.afas.Afas;
import com.twinafas.afas.AfasAnswer;
import com.twinafas.afas.AfasFailure;
import com.twinafas.afas.AfasRequest;
import com.twinafas.afas.AfasRow;
import com.twinafas.afas.ConnectorFields;
import com.twinafas.afas.GetQuery;
import com.twinafas.afas.Metainfo;
import com.twinafas.afas.failure.AfasError;
import com.twinafas.afas.failure.FailureTable;
import com.twinafas.afas.failure.Failures;
import com.twinafas.afas.failure.Meaning;
import com.twinafas.afas.http.CallLimit;
import com.twinafas.afas.http.HttpAnswer;
import com.twinafas.afas.http.HttpCall;
import com.twinafas.afas.http.Transport;
import com.twinafas.afas.message.Answers;
import com.twinafas.afas.message.QueryStrings;
import com.twinafas.afas.message.RequestBody;
import com.twinafas.afas.signin.SignIn;

/** {@link Afas} over HTTP, plain: each call once, limited in number. */
final class HttpAfas implements Afas {

    /** Columns times rows of one page stay below this (afas-api §2). */
    private static final int CELLS = 150_000;
    /** The first page, when the number of columns is not known yet; fits connectors of up to 299 columns. */
    private static final int FIRST_PAGE = 500;
    /** A good call takes less than a second (afas-api §2). */
    private static final int LARGEST_PAGE = 5_000;

    private final Transport transport;
    private final SignIn signIn;
    private final CallLimit limit;

    HttpAfas(Transport transport, SignIn signIn, CallLimit limit) {
        this.transport = transport;
        this.signIn = signIn;
        this.limit = limit;
    }

    @Override
    public List<AfasRow> read(GetQuery query) {
        List<AfasRow> rows = new ArrayList<>();
        int wanted = query.limit() == 0 ? Integer.MAX_VALUE : query.limit();
        for (String filter : QueryStrings.of(query)) {
            if (rows.size() < wanted) {
                read(query.connector(), filter, wanted, rows);
            }
        }
        return rows.stream().limit(wanted).toList();
    }

    private void read(String connector, String filter, int wanted, List<AfasRow> rows) {
        Set<AfasRow> earlier = new HashSet<>(rows);
        int most = FIRST_PAGE;
        int skip = 0;
        boolean halved = false;
        while (true) {
            int take = Math.min(most, wanted);
            HttpAnswer answer = send(HttpCall.rows(connector, QueryStrings.page(filter, skip, take)));
            if (tooLarge(answer) && take > 1) {
                most = take / 2;
                halved = true;
                continue;
            }
            List<AfasRow> page = parsed(connector, answer, body -> Answers.rows(connector, body));
            // Alternatives in two calls may give the same row, and so may two pages when rows are added meanwhile; in
            // one page two rows that are alike are two.
            page.stream().filter(row -> !earlier.contains(row)).forEach(rows::add);
            if (page.size() < take || rows.size() >= wanted) {
                return;
            }
            earlier.addAll(page);
            skip += page.size();
            if (!halved) {
                int columns = Math.max(1, page.getFirst().values().size());
                most = Math.clamp((CELLS - 1) / columns, 1, LARGEST_PAGE);
            }
        }
    }

    private static boolean tooLarge(HttpAnswer answer) {
        String text = answer.successful() ? null : AfasError.of(answer).text();
        return text != null && FailureTable.find(text).meaning() == Meaning.TOO_LARGE;
    }

    @Override
    public AfasAnswer write(AfasRequest request, BooleanSupplier wanted) {
        HttpAnswer answer = send(
                HttpCall.write(request.method().name(), request.connector(), RequestBody.of(request)), wanted);
        if (!answer.successful()) {
            throw Failures.ofWrite(request, answer).answered(answer.body());
        }
        try {
            return Answers.keys(answer.body());
        } catch (JacksonException unreadable) {
            // Its text may quote the answer, so it is not passed on.
            throw new AfasFailure.InDoubt(request.connector(), request.method() + " " + request.connector()
                    + ": success with an answer that cannot be read", null).answered(answer.body());
        }
    }

    @Override
    public Metainfo metainfo() {
        return get("metainfo", "/metainfo", Answers::metainfo);
    }

    @Override
    public ConnectorFields getConnector(String id) {
        return get(id, "/metainfo/get/" + encoded(id), body -> Answers.fields(id, body));
    }

    @Override
    public ConnectorFields updateConnector(String id) {
        return get(id, "/metainfo/update/" + encoded(id), body -> Answers.fields(id, body));
    }

    @Override
    public String version() {
        return get("ProfitVersion", "/ProfitVersion", Answers::version);
    }

    private <T> T get(String name, String address, Function<String, T> reader) {
        return parsed(name, send(HttpCall.get(name, address)), reader);
    }

    private static <T> T parsed(String name, HttpAnswer answer, Function<String, T> reader) {
        if (!answer.successful()) {
            throw Failures.ofRead(name, answer);
        }
        try {
            return reader.apply(answer.body());
        } catch (JacksonException unreadable) {
            throw new AfasFailure.Unavailable("GET " + name + ": the answer cannot be read", null, null);
        }
    }

    private HttpAnswer send(HttpCall read) {
        return send(read, () -> true);
    }

    /**
     * Sends the call in its turn. When AFAS answers that the token ended (a 401 whose {@code WWW-Authenticate} says
     * {@code invalid_token}) it is sent once more with a fresh one, a write too: whoever gives this answer refused the
     * caller before looking at the request, so the first sending cannot have done anything. A 401 without that word
     * may mean the same; what changes nothing is sent once more after it too. For a write it is final, and so is a
     * second one.
     */
    private HttpAnswer send(HttpCall call, BooleanSupplier wanted) {
        return limit.within(call, () -> {
            String authorization = signIn.authorization();
            HttpAnswer answer = transport.send(call, authorization, wanted);
            boolean again = signIn.ended(authorization, answer)
                    || (answer.status() == 401 && call.kind() != HttpCall.Kind.WRITE && signIn.renews(authorization));
            return again ? transport.send(call, signIn.authorization(), wanted) : answer;
        });
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}

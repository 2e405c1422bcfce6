package com.twinafas.twinfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.twinfield.call.BrowseQuery;
import com.twinafas.twinfield.call.BrowseQuery.Column;
import com.twinafas.twinfield.call.BrowseRow;
import com.twinafas.twinfield.call.DeletedTransactions;
import com.twinafas.twinfield.call.FinderSearch;
import com.twinafas.twinfield.call.ProcessXml;
import com.twinafas.twinfield.call.Row;
import com.twinafas.twinfield.call.Rows;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.connection.TwinfieldClients;
import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.signin.RefreshTokenStore;

class TwinfieldClientTest {

    private static final String ARTICLE = "<article result=\"1\"><header><code>0135</code></header></article>";

    private final ScriptedServer server = new ScriptedServer();
    private final RefreshTokenStore refreshTokens = RefreshTokenStore.inMemory("refresh-1");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock();
    private final Twinfield twinfield = TwinfieldClients.create(
            new TwinfieldConfig(server.address(), null, "id", "secret", 500, 2, Duration.ofSeconds(5), 100_000),
            refreshTokens, clock, metrics, attempt -> Duration.ofMillis(1));

    private static final class TestClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-01-05T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <E extends TwinfieldFailure> E failure(Class<E> type) {
        E failure = catchThrowableOfType(type, () -> twinfield.call(ProcessXml.article("NL01", "0135")));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void signsInAndSendsTheHeaderThatTwinfieldWants() {
        server.thenXml(ARTICLE);

        assertThat(twinfield.call(ProcessXml.article("NL01", "0135")).element().textAt("header", "code"))
                .isEqualTo("0135");

        ScriptedServer.Request token = server.signIns().getFirst();
        assertThat(token.headers()).containsEntry("authorization", "Basic aWQ6c2VjcmV0");
        assertThat(token.body()).contains("grant_type=refresh_token").contains("refresh_token=refresh-1");
        ScriptedServer.Request call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/webservices/processxml.asmx");
        assertThat(call.headers()).containsEntry("soapaction", "\"http://www.twinfield.com/ProcessXmlString\"")
                .containsEntry("content-type", "text/xml;charset=utf-8");
        assertThat(call.body())
                .contains("<AccessToken>access-1</AccessToken><CompanyCode>NL01</CompanyCode>"
                        + "<CompanyId xsi:nil=\"true\"/></Header>")
                .contains("<xmlRequest>&lt;read&gt;&lt;type&gt;article&lt;/type&gt;&lt;office&gt;NL01&lt;/office&gt;"
                        + "&lt;code&gt;0135&lt;/code&gt;&lt;/read&gt;</xmlRequest>");
    }

    @Test
    void listsOfficesWithoutNamingOne() {
        server.thenXml("<offices result=\"1\"><office name=\"A\" shortname=\"\">0001</office></offices>");

        assertThat(twinfield.call(ProcessXml.offices())).singleElement()
                .isInstanceOfSatisfying(Row.Usable.class, row -> assertThat(row.record().text())
                        .isEqualTo("<office name=\"A\" shortname=\"\">0001</office>"));
        assertThat(server.calls().getFirst().body()).doesNotContain("CompanyCode").contains("CompanyId");
    }

    @Test
    void keepsTheAccessTokenUntilShortlyBeforeItsEnd() {
        server.thenXml(ARTICLE).thenXml(ARTICLE).thenXml(ARTICLE);
        twinfield.call(ProcessXml.article("NL01", "0135"));
        clock.now = clock.now.plus(Duration.ofMinutes(57));
        twinfield.call(ProcessXml.article("NL01", "0135"));
        assertThat(server.signIns()).hasSize(2);

        clock.now = clock.now.plus(Duration.ofMinutes(2));
        twinfield.call(ProcessXml.article("NL01", "0135"));

        assertThat(server.signIns()).hasSize(4);
        assertThat(server.calls().getLast().body()).contains("access-2");
    }

    @ParameterizedTest
    @CsvSource({"401,354", "401,103"})
    void renewsARefusedTokenAndRepeatsTheCallOnce(int status, String code) {
        server.thenFault(status, code).thenXml(ARTICLE);
        twinfield.call(ProcessXml.article("NL01", "0135"));
        assertThat(server.calls()).hasSize(2);
        assertThat(server.calls().getLast().body()).contains("access-2");

        server.thenFault(status, code).thenFault(status, code);
        assertThat(failure(TwinfieldFailure.Unauthorized.class).failure().code())
                .isEqualTo(FailureCode.TWINFIELD_UNAUTHORIZED);
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void followsAnOrganisationThatMovedToAnotherCluster() {
        try (ScriptedServer moved = new ScriptedServer()) {
            // Given
            server.thenXml(ARTICLE);
            twinfield.call(ProcessXml.article("NL01", "0135"));
            server.thenFault(500, "108").thenSignIn(200, "{\"access_token\":\"new\",\"expires_in\":3600}")
                    .thenSignIn(200, "{\"twf.clusterUrl\":\"" + moved.address() + "\"}");
            moved.thenXml(ARTICLE);

            // When
            twinfield.call(ProcessXml.article("NL01", "0135"));

            // Then
            assertThat(server.calls()).hasSize(2);
            assertThat(moved.calls()).singleElement()
                    .satisfies(call -> assertThat(call.body()).contains("<AccessToken>new</AccessToken>"));
        }
    }

    @Test
    void clusterThatIsWrongAfterANewSignInTooIsAFault() {
        server.thenFault(500, "108").thenFault(500, "108");

        assertThat(failure(TwinfieldFailure.Fault.class).code()).isEqualTo("108");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void clusterThatWasWrongIsNotTriedAgainWhenNoneIsNamed() {
        server.thenFault(500, "108").thenSignIn(200, "{\"access_token\":\"a\",\"expires_in\":3600}")
                .thenSignIn(200, "{\"twf.clusterUrl\":\"" + server.address() + "\"}");
        for (int i = 0; i < 5; i++) {
            server.thenSignIn(200, "{\"access_token\":\"a\",\"expires_in\":3600}").thenSignIn(200, "{}");
        }

        failure(TwinfieldFailure.Malformed.class);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void keepsANewRefreshToken() {
        server.thenSignIn(200, "{\"access_token\":\"a\",\"expires_in\":\"3600\",\"refresh_token\":\"refresh-2\"}")
                .thenXml(ARTICLE);
        twinfield.call(ProcessXml.article("NL01", "0135"));

        assertThat(refreshTokens.current()).isEqualTo("refresh-2");
    }

    @Test
    void revokedRefreshTokenIsForAPerson() {
        server.thenSignIn(400, "{\"error\":\"invalid_grant\"}");

        assertThat(failure(TwinfieldFailure.Unauthorized.class)).hasMessageContaining("invalid_grant");
        assertThat(server.calls()).isEmpty();
        assertThat(server.signIns()).hasSize(1);
    }

    @Test
    void identityServerThatIsAwayIsUnavailable() {
        for (int i = 0; i < 4; i++) {
            server.thenSignIn(503, "maintenance");
        }

        failure(TwinfieldFailure.Unavailable.class);
    }

    @Test
    void repeatsWhatMayPass() {
        server.then(524, Map.of(), "").thenCutOff().thenFault(500, "100").thenXml(ARTICLE);

        assertThat(twinfield.call(ProcessXml.article("NL01", "0135"))).isNotNull();
        assertThat(server.calls()).hasSize(4);
        assertThat(metrics.counter("twinafas.twinfield.credits").count()).isEqualTo(4);
        assertThat(metrics.timer("twinafas.twinfield.calls", "operation", "read article", "outcome", "ok").count())
                .isEqualTo(1);
    }

    @Test
    void obeysThrottling() {
        server.then(429, Map.of("Retry-After", "0"), "").thenXml(ARTICLE);

        assertThat(twinfield.call(ProcessXml.article("NL01", "0135"))).isNotNull();
    }

    @Test
    void emptyOrTruncatedAnswersAreMalformed() {
        server.then(200, Map.of(), "").thenXml("").thenXml("<article><header>")
                .thenXml("<dimension result=\"1\"><code>1</code></dimension>");

        assertThat(failure(TwinfieldFailure.Malformed.class).failure().code())
                .isEqualTo(FailureCode.RECORD_MALFORMED);
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void answerBeyondTheLimitIsNotReadAndNotRepeated() {
        server.thenXml("<article><header><name>" + "x".repeat(200_000) + "</name></header></article>");

        failure(TwinfieldFailure.TooLarge.class);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void hostileAnswerIsMalformed() {
        for (int i = 0; i < 4; i++) {
            server.thenXml("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><article><n>&x;</n></article>");
        }

        failure(TwinfieldFailure.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"403,102", "403,104", "500,122"})
    void missingRightIsAccessDenied(int status, String code) {
        server.thenFault(status, code);

        failure(TwinfieldFailure.AccessDenied.class);
    }

    @Test
    void otherFaultsKeepTheirCode() {
        server.thenFault(500, "187");

        assertThat(failure(TwinfieldFailure.Fault.class).code()).isEqualTo("187");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void serverFaultWithoutACodeMayPass() {
        String fault = ScriptedServer
                .soap("<soap:Fault><faultstring>An error occurred on the server.</faultstring></soap:Fault>");
        server.then(500, Map.of(), fault).thenXml(ARTICLE);
        assertThat(twinfield.call(ProcessXml.article("NL01", "0135"))).isNotNull();

        for (int i = 0; i < 4; i++) {
            server.then(500, Map.of(), fault);
        }
        failure(TwinfieldFailure.Unavailable.class);
    }

    @Test
    void malformedRequestIsAFault() {
        server.then(400, Map.of(), "");

        assertThat(failure(TwinfieldFailure.Fault.class).code()).isEqualTo("http-400");
    }

    @Test
    void collectsEveryMessageOfTheTree() {
        server.thenXml("<article result=\"0\" msgtype=\"error\" msg=\"Fout een//Fout twee\"><header>"
                + "<vatcode msgtype=\"error\" msg=\"Fout drie\">X</vatcode></header></article>");

        assertThat(failure(TwinfieldFailure.RecordRefused.class).messages()).containsExactly("Fout een", "Fout twee",
                "Fout drie");
    }

    @Test
    void oneBadRowDoesNotSpoilTheOthers() {
        server.thenXml("<dimensions result=\"0\"><dimension><code>1000</code></dimension><dimension result=\"0\">"
                + "<code msgtype=\"error\" msg=\"x\">1001</code></dimension><dimension><code>1002</code><a>"
                + "<b>".repeat(40) + "</b>".repeat(40) + "</a></dimension></dimensions>");

        List<Row> rows = twinfield.call(ProcessXml.dimensions("NL01", "DEB")).stream().toList();

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isInstanceOf(Row.Usable.class);
        assertThat(rows.get(1)).isInstanceOfSatisfying(Row.Unusable.class,
                row -> assertThat(row.code()).isEqualTo("1001"));
        assertThat(rows.get(2)).isInstanceOfSatisfying(Row.Unusable.class, row -> {
            assertThat(row.code()).isEqualTo("1002");
            assertThat(row.cause().code()).isEqualTo(FailureCode.RECORD_TOO_LARGE);
        });
    }

    @Test
    void refusedBulkReadIsNotAnEmptyOne() {
        server.thenXml("<dimension msgtype=\"error\" msg=\"De administratie bestaat niet.\" result=\"0\"/>");

        assertThat(catchThrowableOfType(TwinfieldFailure.class,
                () -> twinfield.call(ProcessXml.dimensions("NL01", "DEB"))))
                .isInstanceOf(TwinfieldFailure.RecordRefused.class);
    }

    @Test
    void bulkReadThatEndsTooEarlyGivesNoRowAtAll() {
        String rows = "<dimension><code>1000</code></dimension>".repeat(1000);
        server.thenXml("<dimensions>" + rows + "<dimension>").thenXml("<dimensions>" + rows + "</dimensions>");

        assertThat(twinfield.call(ProcessXml.dimensions("NL01", "DEB"))).hasSize(1000);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void rowsCanBeReadAgain() {
        server.thenXml("<dimensions><dimension><code>1</code></dimension><dimension><code>2</code></dimension>"
                + "</dimensions>");

        Rows rows = twinfield.call(ProcessXml.dimensions("NL01", "DEB"));

        assertThat(rows).hasSize(2);
        assertThat(rows.stream().map(row -> ((Row.Usable) row).record().text())).containsExactly(
                "<dimension><code>1</code></dimension>", "<dimension><code>2</code></dimension>");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void readsFinderPagesToTheEnd() {
        server.then(200, Map.of(), page(3, "0001", "0002")).then(200, Map.of(), page(3, "0002", "0003"));

        assertThat(new Finder(twinfield).codes("NL01", "DIM", Map.of("dimtype", "DEB"))).containsExactly("0001",
                "0002", "0003");
        assertThat(server.calls().getLast().body()).contains("<firstRow>2</firstRow>")
                .contains("<ArrayOfString><string>dimtype</string><string>DEB</string></ArrayOfString>");
        assertThat(server.calls().getLast().headers()).containsEntry("soapaction",
                "\"http://www.twinfield.com/Search\"");
    }

    @Test
    void beginsAnewWhenARowSlidToAPageThatWasRead() {
        // Given 0001 is deleted and 0005 added between two pages, so that the number of rows is right
        server.then(200, Map.of(), page(4, "0001", "0002")).then(200, Map.of(), page(4, "0003", "0004", "0005"))
                .then(200, Map.of(), page(4, "0002", "0003")).then(200, Map.of(), page(4, "0003", "0004", "0005"));

        assertThat(new Finder(twinfield).codes("NL01", "DIM", Map.of())).containsExactly("0002", "0003", "0004",
                "0005");
    }

    @Test
    void finderResultThatChangesAllTheTimeIsNotTakenForComplete() {
        for (int attempt = 0; attempt < 3; attempt++) {
            server.then(200, Map.of(), page(3, "0001", "0002")).then(200, Map.of(), page(3, "0002", "0002"));
        }

        assertThat(catchThrowableOfType(TwinfieldFailure.Malformed.class,
                () -> new Finder(twinfield).codes("NL01", "DIM", Map.of()))).isNotNull();
    }

    @Test
    void finderResultWithGapsIsNotTakenForComplete() {
        for (int attempt = 0; attempt < 3; attempt++) {
            server.then(200, Map.of(), page(3, "0001", "0002")).then(200, Map.of(), page(3, "0002"));
        }

        assertThat(catchThrowableOfType(TwinfieldFailure.Malformed.class,
                () -> new Finder(twinfield).codes("NL01", "DIM", Map.of()))).isNotNull();
    }

    @Test
    void finderErrorsGoByTheirCode() {
        server.then(200, Map.of(), ScriptedServer.soap("<SearchResponse><SearchResult><MessageOfErrorCodes>"
                + "<Type>Error</Type><Text>Geen toegang</Text><Code>NoAccessToOffice</Code></MessageOfErrorCodes>"
                + "</SearchResult></SearchResponse>"));

        assertThat(catchThrowableOfType(TwinfieldFailure.class,
                () -> twinfield.call(new FinderSearch("NL01", "DIM", "*", 0, 1, 25, Map.of()))))
                .isInstanceOf(TwinfieldFailure.AccessDenied.class);
    }

    @Test
    void browses() {
        server.thenXml("<browse result=\"1\" first=\"1\" last=\"1\" total=\"1\"><th><td>fin.trs.head.code</td></th><tr>"
                + "<td field=\"fin.trs.head.code\">VRK</td><td field=\"fin.trs.line.invnumber\">0013</td><key>"
                + "<office>NL01</office><code>VRK</code><number>202100006</number><line>1</line></key></tr></browse>");

        List<BrowseRow> rows = twinfield.call(ProcessXml.browse("NL01", new BrowseQuery("030_3", List.of(
                Column.equal("fin.trs.head.code", "VRK"), Column.between("fin.trs.head.modified", "1", "2"),
                Column.shown("fin.trs.line.invnumber")))));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo("202100006");
            assertThat(row.cell("fin.trs.line.invnumber")).isEqualTo("0013");
        });
        assertThat(server.calls().getFirst().body()).contains("&lt;columns code=&quot;030_3&quot;&gt;&lt;column&gt;");
    }

    @Test
    void tellsWhatIsWrongWithARowOfABrowseOrWithAllOfIt() {
        for (String wrong : List.of(
                "<browse result=\"1\"><tr><td>1</td></tr><tr result=\"0\" msg=\"Geen toegang\"/></browse>",
                "<browse result=\"0\" msg=\"Geen toegang\"><tr><td>1</td></tr></browse>",
                "<browse result=\"1\"><th><td result=\"0\" msg=\"Geen toegang\"/></th></browse>")) {
            server.thenXml(wrong);

            assertThatThrownBy(() -> twinfield.call(ProcessXml.browse("NL01", new BrowseQuery("030_3", List.of()))))
                    .as(wrong).isInstanceOf(TwinfieldFailure.AccessDenied.class);
        }
    }

    @Test
    void readsDeletedTransactions() {
        server.then(200, Map.of(), ScriptedServer.soap("<QueryResponse xmlns=\"http://www.twinfield.com/\"><Result "
                + "xmlns:a=\"x\"><a:DeletedTransactions><a:DeletedTransaction><a:Daybook>VRK</a:Daybook>"
                + "<a:DeletionDate>2026-01-04T09:30:00</a:DeletionDate><a:TransactionNumber>202600001"
                + "</a:TransactionNumber></a:DeletedTransaction></a:DeletedTransactions></Result></QueryResponse>"));

        assertThat(twinfield.call(new DeletedTransactions("NL01", null, LocalDate.parse("2025-01-01"),
                LocalDate.parse("2026-01-05")))).singleElement().satisfies(deleted -> {
                    assertThat(deleted.number()).isEqualTo("202600001");
                    assertThat(deleted.deletionDate()).isEqualTo("2026-01-04");
                });
        ScriptedServer.Request call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/webservices/DeletedTransactionsService.svc");
        assertThat(call.body()).contains("<a:AccessToken>access-1</a:AccessToken>")
                .contains("xsi:type=\"b:GetDeletedTransactions\"").contains("<b:CompanyCode>NL01</b:CompanyCode>");
    }

    private static String page(int total, String... codes) {
        StringBuilder items = new StringBuilder();
        for (String code : codes) {
            items.append("<ArrayOfString><string>").append(code)
                    .append("</string><string>Naam</string></ArrayOfString>");
        }
        return ScriptedServer
                .soap("<SearchResponse xmlns=\"http://www.twinfield.com/\"><SearchResult/><data><TotalRows>"
                        + total + "</TotalRows><Columns><string>Code</string></Columns><Items>" + items
                        + "</Items></data></SearchResponse>");
    }
}

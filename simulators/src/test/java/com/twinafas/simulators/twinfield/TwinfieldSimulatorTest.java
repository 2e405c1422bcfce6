package com.twinafas.simulators.twinfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import com.twinafas.simulators.company.Company;
import com.twinafas.simulators.company.CompanySize;
import com.twinafas.simulators.company.Relation;
import com.twinafas.simulators.company.SalesInvoice;
import com.twinafas.simulators.fault.Fault;
import com.twinafas.simulators.fault.FaultPlan;
import com.twinafas.simulators.fault.FaultRule;
import com.twinafas.simulators.twinfield.soap.Limits;
import com.twinafas.simulators.twinfield.wording.Language;

class TwinfieldSimulatorTest {

    private static final String OFFICE = "NLA001";

    private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final TwinfieldSimulatorConfig config = TwinfieldSimulatorConfig
            .of(Company.generate(11, CompanySize.SMALL)).clock(() -> now);
    private final List<TwinfieldSimulator> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(TwinfieldSimulator::close);
    }

    private RawTwinfield start(TwinfieldSimulatorConfig with) {
        started.add(TwinfieldSimulator.start(with));
        return new RawTwinfield(started.getLast(), OFFICE).signIn();
    }

    private TwinfieldSimulator simulator() {
        return started.getLast();
    }

    @Test
    void signsInAndNamesTheCluster() {
        RawTwinfield client = start(config);
        var claims = RawTwinfield.json(client.validate());
        assertThat(claims.get("twf.clusterUrl").asString()).isEqualTo(simulator().clusterUrl().toString());
        assertThat(claims.get("exp").isString()).isTrue();
        assertThat(client.token("another", simulator().clientSecret()).body()).contains("invalid_grant");
        assertThat(client.token(simulator().refreshToken(), "wrong").statusCode()).isEqualTo(400);
        client.accessToken = "gone";
        assertThat(client.validate().statusCode()).isEqualTo(400);
    }

    @Test
    void givesANewRefreshTokenAndEndsTheOldOneOnceItIsUsed() {
        RawTwinfield client = start(config.rotatingTokens());
        String first = simulator().refreshToken();
        String second = RawTwinfield.json(client.token(first, simulator().clientSecret())).get("refresh_token")
                .asString();
        assertThat(second).isNotEqualTo(first);
        assertThat(client.token(second, simulator().clientSecret()).statusCode()).isEqualTo(200);
        assertThat(client.token(first, simulator().clientSecret()).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAnEndedTokenWithFault354() {
        RawTwinfield client = start(config.tokenLife(Duration.ofMinutes(5)));
        assertThat(client.process("<list><type>offices</type></list>").statusCode()).isEqualTo(200);
        now = now.plus(Duration.ofMinutes(6));
        HttpResponse<String> answer = client.process("<list><type>offices</type></list>");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("<code>354</code>");
    }

    @Test
    void keepsTheRulesOfHeaderAndEnvelope() {
        RawTwinfield client = start(config);
        String read = "<read><type>article</type><office>" + OFFICE + "</office><code>2001</code></read>";
        assertThat(client.process(read.replace("><", "> <")).body()).contains("<code>187</code>");
        assertThat(client.process(read.replace("<type>", "<!-- x --><type>")).body()).contains("<code>187</code>");
        assertThat(client.process("<read><type>").body()).contains("<code>187</code>");
        assertThat(client.soap(simulator().clusterUrl(), "/webservices/processxml.asmx",
                "http://www.twinfield.com/ProcessXmlString", "<soap:Envelope")).satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body()).isEmpty();
                });
        assertThat(
                client.soap(simulator().clusterUrl(), "/webservices/processxml.asmx", "http://www.twinfield.com/Other",
                        client.envelope("<ProcessXmlString xmlns=\"http://www.twinfield.com/\"/>")).body())
                .contains("did not recognize the value of HTTP Header SOAPAction");
        assertThat(client.soap(simulator().loginUrl(), "/webservices/processxml.asmx",
                "http://www.twinfield.com/ProcessXmlString", client.envelope("<ProcessXmlString/>")).body())
                .contains("<code>108</code>");
        client.company = "";
        assertThat(client.process(read).body()).contains("<code>109</code>");
        assertThat(client.process("<list><type>offices</type></list>").statusCode()).isEqualTo(200);
        client.company = "OTHER";
        assertThat(client.process(read).statusCode()).isEqualTo(403);
    }

    @Test
    void readsAllCustomersInOneCallWithTheTemplateRowLast() {
        RawTwinfield client = start(config);
        Element all = client.read("dimensions", "<dimtype>DEB</dimtype>");
        NodeList rows = all.getElementsByTagName("dimension");
        int customers = simulator().books().customers(OFFICE).size();
        assertThat(rows.getLength()).isEqualTo(customers + 1);
        Element last = (Element) rows.item(customers);
        assertThat(RawTwinfield.text(last, "behaviour")).isEqualTo("template");
        assertThat(directText(last, "code")).isEqualTo("DEB");
        assertThat(all.getElementsByTagName("office").getLength()).isZero();
        Element list = client
                .read("<list><type>dimensions</type><office>" + OFFICE + "</office><dimtype>DEB</dimtype></list>");
        assertThat(list.getElementsByTagName("dimension").getLength()).isEqualTo(customers + 1);
    }

    @Test
    void saysWhatIsWrongInTheUsersLanguageWhereItIsWrong() {
        RawTwinfield dutch = start(config);
        Element code = (Element) dutch.read("dimensions", "<dimtype>DEB</dimtype><code>00590</code>")
                .getElementsByTagName("code").item(0);
        assertThat(code.getAttribute("msg")).isEqualTo("Dimensie 00590 bestaat niet.");
        Element invoice = dutch.read("salesinvoice", "<code>FACTUUR</code><invoicenumber>20200026</invoicenumber>");
        assertThat(invoice.getAttribute("msg")).isEqualTo("Factuur 20200026 van type FACTUUR bestaat niet.");
        assertThat(dutch.read("salesinvoice", "<code/><invoicenumber/>").getAttribute("msg"))
                .isEqualTo("Waarde mag niet leeg zijn.//Waarde mag niet leeg zijn.");
        RawTwinfield english = start(config.language(Language.ENGLISH));
        code = (Element) english.read("dimensions", "<dimtype>DEB</dimtype><code>00590</code>")
                .getElementsByTagName("code").item(0);
        assertThat(code.getAttribute("msg")).isEqualTo("Dimension 00590 does not exist.");
        assertThat(english.read("transaction", "<code>VRK</code><number>1</number>").getTagName()).isEqualTo("read");
    }

    @Test
    void refusesWritesAndCountsThemThreefold() {
        RawTwinfield client = start(config);
        int before = simulator().books().traffic().credits();
        Element answer = client
                .read("<dimension><office>" + OFFICE + "</office><type>DEB</type><name>X</name></dimension>");
        assertThat(answer.getAttribute("result")).isEqualTo("0");
        assertThat(simulator().books().traffic().credits() - before).isEqualTo(3);
    }

    @Test
    void pagesTheFinderAndRefusesWhatItDoesNotKnow() {
        RawTwinfield client = start(config);
        int customers = simulator().books().customers(OFFICE).size();
        Set<String> codes = new HashSet<>();
        for (int first = 1; first <= customers; first += 10) {
            Element page = client.search("DIM", "*", first, 10, "office", OFFICE, "dimtype", "DEB");
            assertThat(RawTwinfield.text(page, "TotalRows")).isEqualTo(String.valueOf(customers));
            codes.addAll(codes(page));
        }
        assertThat(codes).hasSize(customers);
        assertThat(RawTwinfield.text(client.search("DIM", "*", 1, 10, "dimtyp", "DEB"), "Code"))
                .isEqualTo("OptionNotAllowed");
        assertThat(RawTwinfield.text(client.search("DIM", "*", 1, 10, "dimtype", "XXX"), "Code"))
                .isEqualTo("InvalidEnumerationOptionValue");
        assertThat(RawTwinfield.text(client.search("DIM", "*", 1, 10, "modifiedsince", "2026"), "Code"))
                .isEqualTo("InvalidDateTimeOptionLength");
        assertThat(RawTwinfield.text(client.search("QQQ", "*", 1, 10), "Code")).isEqualTo("InvalidFinderType");
        assertThat(RawTwinfield.text(client.search("ART", "*", 1, 10), "string")).isEqualTo("Code");
    }

    @Test
    void givesFewerRowsThanAskedAndAnotherOrderWhenToldTo() {
        RawTwinfield client = start(config.finderRows(2));
        Element first = client.search("DIM", "*", 1, 10, "dimtype", "DEB");
        simulator().books().turnLists(-1);
        Element again = client.search("DIM", "*", 1, 10, "dimtype", "DEB");

        assertThat(codes(first)).hasSize(2);
        assertThat(codes(again).getFirst()).isEqualTo(codes(first).getLast());
        assertThat(RawTwinfield.text(again, "TotalRows"))
                .isEqualTo(String.valueOf(simulator().books().customers(OFFICE).size()));
    }

    private static List<String> codes(Element page) {
        NodeList rows = page.getElementsByTagName("ArrayOfString");
        return IntStream.range(0, rows.getLength()).mapToObj(rows::item)
                .map(row -> ((Element) row).getElementsByTagName("string").item(0).getTextContent()).toList();
    }

    @Test
    void findsChangedCustomersAtOrAfterAMoment() {
        RawTwinfield client = start(config);
        simulator().books().changeEmail(OFFICE, "1003", "nieuw@voorbeeld.example");
        simulator().books().hideCustomer(OFFICE, "1004");
        Element since = client.search("DIM", "*", 1, 100, "dimtype", "DEB", "modifiedsince", "20261120100000");
        assertThat(since.getElementsByTagName("ArrayOfString").getLength()).isEqualTo(1);
        Element hidden = client.search("DIM", "*", 1, 100, "dimtype", "DEB", "modifiedsince", "20261120100000",
                "includehidden", "1");
        assertThat(hidden.getElementsByTagName("ArrayOfString").getLength()).isEqualTo(2);
        assertThat(client.read("dimensions", "<dimtype>DEB</dimtype><code>1003</code>").getElementsByTagName("email")
                .item(0).getTextContent()).isEqualTo("nieuw@voorbeeld.example");
    }

    @Test
    void browsesLinesOfChangedTransactions() {
        RawTwinfield client = start(config);
        SalesInvoice concept = simulator().books().invoices(OFFICE).stream().filter(one -> !one.isFinal()).findFirst()
                .orElseThrow();
        SalesInvoice booked = simulator().books().makeFinal(OFFICE, concept.type(), concept.number());
        Element browse = client
                .read(columns("030_3", "fin.trs.head.code", "none", "", "fin.trs.line.invnumber", "none", "",
                        "fin.trs.head.modified", "between", "20261120100000"));
        NodeList rows = browse.getElementsByTagName("tr");
        assertThat(rows.getLength()).isGreaterThan(1);
        Element key = (Element) ((Element) rows.item(0)).getElementsByTagName("key").item(0);
        assertThat(RawTwinfield.text(key, "number"))
                .isEqualTo(Objects.requireNonNull(booked.booked()).number());
        assertThat(((Element) rows.item(0)).getElementsByTagName("td").getLength()).isEqualTo(3);
        assertThat(((Element) browse.getElementsByTagName("th").item(0)).getElementsByTagName("td").getLength())
                .isEqualTo(2);
        HttpResponse<String> unknown = client.process(columns("030_3", "fin.trs.line.value", "none", ""));
        assertThat(unknown.statusCode()).isEqualTo(500);
        assertThat(unknown.body()).contains("An error occurred on the server.");
    }

    @Test
    void remembersDeletedTransactions() {
        RawTwinfield client = start(config);
        var transaction = simulator().books().transactions(OFFICE).stream().filter(one -> one.daybook().equals("INK"))
                .findFirst().orElseThrow();
        simulator().books().deleteTransaction(OFFICE, "INK", transaction.number(), "Dubbel");
        assertThat(client.deleted("<b:CompanyCode>" + OFFICE + "</b:CompanyCode>").body())
                .contains(transaction.number(), "ReasonForDeletion>Dubbel<");
        assertThat(client.deleted("<b:Daybook>XXX</b:Daybook>").body()).contains("InvalidDaybook");
        assertThat(client.read("transaction", "<code>INK</code><number>" + transaction.number() + "</number>")
                .getAttribute("msgtype")).isEqualTo("error");
    }

    @Test
    void answers429OverTheCreditsOfAnySixtySeconds() {
        RawTwinfield client = start(config.limits(new Limits(1000, 1000, 5, 10)));
        for (int i = 0; i < 5; i++) {
            assertThat(client.process("<list><type>offices</type></list>").statusCode()).isEqualTo(200);
            now = now.plusSeconds(2);
        }
        HttpResponse<String> refused = client.process("<list><type>offices</type></list>");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("50");
        assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        now = now.plusSeconds(50);
        assertThat(client.process("<list><type>offices</type></list>").statusCode()).isEqualTo(200);
        assertThat(simulator().books().traffic().tooMany()).isEqualTo(1);
        assertThat(simulator().books().traffic().credits()).isEqualTo(6);
    }

    @Test
    void answers429OverTenCallsAtOnce() throws Exception {
        RawTwinfield client = start(config.latency(Duration.ofMillis(300)));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                calls.add(threads.submit(() -> client.process("<list><type>offices</type></list>").statusCode()));
            }
            for (Future<Integer> call : calls) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
        assertThat(simulator().books().traffic().highestAtOnce()).isEqualTo(14);
    }

    @Test
    void carriesOutFaults() {
        FaultPlan faults = new FaultPlan(1, () -> now);
        RawTwinfield client = start(config.faults(faults));
        faults.add(FaultRule.of("slow proxy", new Fault.ProxyPage(524)).operation("ProcessXmlString").times(1),
                FaultRule.of("ended", new Fault.ExpiredToken()).operation("ProcessXmlString").nth(1));
        assertThat(client.process("<list><type>offices</type></list>").statusCode()).isEqualTo(524);
        assertThat(client.process("<list><type>offices</type></list>").body()).contains("<code>354</code>");
        assertThat(client.process("<list><type>offices</type></list>").statusCode()).isEqualTo(401);
        client.signIn();
        faults.add(FaultRule.of("unexpected", new Fault.Unexpected()).times(1));
        HttpResponse<String> withoutCode = client.process("<list><type>offices</type></list>");
        assertThat(withoutCode.statusCode()).isEqualTo(500);
        assertThat(withoutCode.body()).contains("<soap:Fault>").doesNotContain("<code>");
        faults.add(FaultRule.of("empty", new Fault.EmptyBody()).times(1));
        assertThat(client.process("<list><type>offices</type></list>").body()).isEmpty();
    }

    @Test
    void writesTheSameRecordInManyStyles() {
        RawTwinfield client = start(config);
        Set<String> bodies = new HashSet<>();
        Relation customer = simulator().books().customer(OFFICE, "1002");
        for (int i = 0; i < 6; i++) {
            bodies.add(client.process("<read><type>dimensions</type><office>" + OFFICE
                    + "</office><dimtype>DEB</dimtype><code>1002</code></read>").body());
            assertThat(directText(client.read("dimensions", "<dimtype>DEB</dimtype><code>1002</code>"), "name"))
                    .isEqualTo(customer.name());
        }
        assertThat(bodies).hasSizeGreaterThan(3);
    }

    private static String columns(String code, String... fieldOperatorFrom) {
        StringBuilder columns = new StringBuilder("<columns code=\"" + code + "\">");
        for (int i = 0; i + 2 < fieldOperatorFrom.length; i += 3) {
            boolean filter = !fieldOperatorFrom[i + 1].equals("none");
            columns.append("<column><field>").append(fieldOperatorFrom[i]).append("</field><label>x</label><visible>")
                    .append(!filter).append("</visible><ask>").append(filter).append("</ask><operator>")
                    .append(fieldOperatorFrom[i + 1]).append("</operator><from>").append(fieldOperatorFrom[i + 2])
                    .append("</from><to></to><finderparam></finderparam></column>");
        }
        return columns.append("</columns>").toString();
    }

    private static String directText(Element parent, String name) {
        for (org.w3c.dom.Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element.getTextContent().strip();
            }
        }
        return "";
    }
}

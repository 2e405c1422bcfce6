package com.twinafas.simulators.twinfield;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP with the simulator as the reference says, with nothing of the product's client. */
final class RawTwinfield {

    private static final JsonMapper JSON = new JsonMapper();

    private final TwinfieldSimulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();
    String accessToken = "";
    String company;

    RawTwinfield(TwinfieldSimulator simulator, String company) {
        this.simulator = simulator;
        this.company = company;
    }

    HttpResponse<String> token(String refreshToken, String secret) {
        String basic = Base64.getEncoder()
                .encodeToString((simulator.clientId() + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(simulator.loginUrl().resolve("/auth/authentication/connect/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token="
                        + URLEncoder.encode(refreshToken, StandardCharsets.UTF_8)))
                .build());
    }

    RawTwinfield signIn() {
        accessToken = json(token(simulator.refreshToken(), simulator.clientSecret())).get("access_token").asString();
        return this;
    }

    HttpResponse<String> validate() {
        return send(HttpRequest.newBuilder(simulator.loginUrl()
                .resolve("/auth/authentication/connect/accesstokenvalidation?token=" + accessToken)).build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> process(String xml) {
        return soap(simulator.clusterUrl(), "/webservices/processxml.asmx", "http://www.twinfield.com/ProcessXmlString",
                envelope("<ProcessXmlString xmlns=\"http://www.twinfield.com/\"><xmlRequest><![CDATA[" + xml
                        + "]]></xmlRequest></ProcessXmlString>"));
    }

    /** The root element inside the answer. */
    Element read(String xml) {
        HttpResponse<String> answer = process(xml);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return parse(parse(answer.body()).getElementsByTagName("ProcessXmlStringResult").item(0).getTextContent())
                .getDocumentElement();
    }

    Element read(String type, String inner) {
        return read("<read><type>" + type + "</type><office>" + company + "</office>" + inner + "</read>");
    }

    Element search(String type, String pattern, int firstRow, int maxRows, String... options) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i + 1 < options.length; i += 2) {
            all.append("<ArrayOfString><string>").append(options[i]).append("</string><string>").append(options[i + 1])
                    .append("</string></ArrayOfString>");
        }
        HttpResponse<String> answer = soap(simulator.clusterUrl(), "/webservices/finder.asmx",
                "http://www.twinfield.com/Search",
                envelope("<Search xmlns=\"http://www.twinfield.com/\"><type>" + type + "</type><pattern>" + pattern
                        + "</pattern><field>0</field><firstRow>" + firstRow + "</firstRow><maxRows>" + maxRows
                        + "</maxRows><options>" + all + "</options></Search>"));
        return (Element) parse(answer.body()).getElementsByTagName("SearchResponse").item(0);
    }

    HttpResponse<String> deleted(String inner) {
        return soap(simulator.clusterUrl(), "/webservices/DeletedTransactionsService.svc",
                "http://www.twinfield.com/DeletedTransactionsService/Query",
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header>"
                        + "<Authentication xmlns=\"http://www.twinfield.com/\"><AccessToken xmlns=\"http://schemas"
                        + ".datacontract.org/2004/07/Twinfield.WebServices.Shared\">" + accessToken
                        + "</AccessToken><CompanyCode xmlns=\"http://schemas.datacontract.org/2004/07/Twinfield"
                        + ".WebServices.Shared\">" + company
                        + "</CompanyCode></Authentication></soap:Header><soap:Body>"
                        + "<Query i:type=\"b:GetDeletedTransactions\" xmlns=\"http://www.twinfield.com/\""
                        + " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:b=\"http://schemas.datacontract"
                        + ".org/2004/07/Twinfield.WebServices.DeletedTransactionsService\">" + inner
                        + "</Query></soap:Body></soap:Envelope>");
    }

    String envelope(String body) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Header><Header"
                + " xmlns=\"http://www.twinfield.com/\"><AccessToken>" + accessToken + "</AccessToken>"
                + (company.isEmpty() ? "" : "<CompanyCode>" + company + "</CompanyCode>")
                + "<CompanyId xsi:nil=\"true\"/></Header></soap:Header><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }

    HttpResponse<String> soap(URI host, String path, String action, String envelope) {
        return send(HttpRequest.newBuilder(host.resolve(path)).header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + action + "\"").POST(BodyPublishers.ofString(envelope)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml.strip())));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("Not well-formed: " + xml, e);
        }
    }

    static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}

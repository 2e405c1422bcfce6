package com.twinafas.twinfield.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.twinfield.failure.TwinfieldFailure;
import com.twinafas.twinfield.http.Http;
import com.twinafas.twinfield.xml.UnreadableXml;
import com.twinafas.twinfield.xml.Xml;
import com.twinafas.twinfield.xml.XmlElement;
import com.twinafas.twinfield.xml.XmlLimits;
import com.twinafas.twinfield.xml.XmlSource;

/** SOAP 1.1 envelopes as Twinfield wants them (twinfield-api §2). */
public final class Soap {

    public static final String TWINFIELD = "http://www.twinfield.com/";
    private static final String SHARED = "http://schemas.datacontract.org/2004/07/Twinfield.WebServices.Shared";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private Soap() {
    }

    /** A request: envelope, header and body, in UTF-8. */
    public static byte[] envelope(XmlElement header, XmlElement body) {
        XmlElement envelope = XmlElement
                .of("soap:Envelope",
                        List.of(XmlElement.of("soap:Header", List.of(header)),
                                XmlElement.of("soap:Body", List.of(body))))
                .withAttribute("xmlns:soap", "http://schemas.xmlsoap.org/soap/envelope/")
                .withAttribute("xmlns:xsi", XSI);
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + Xml.write(envelope)).getBytes(StandardCharsets.UTF_8);
    }

    /** The header of an {@code .asmx} service; {@code CompanyId} is there even when it is nothing. */
    static XmlElement header(String accessToken, @Nullable String office) {
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.of("AccessToken", accessToken));
        if (office != null) {
            children.add(XmlElement.of("CompanyCode", office));
        }
        children.add(XmlElement.of("CompanyId", "").withAttribute("xsi:nil", "true"));
        return XmlElement.of("Header", children).withAttribute("xmlns", TWINFIELD);
    }

    /** The header of an {@code .svc} service. */
    static XmlElement authentication(String accessToken, String office) {
        return XmlElement
                .of("Authentication",
                        List.of(XmlElement.of("a:AccessToken", accessToken), XmlElement.of("a:CompanyCode", office)))
                .withAttribute("xmlns", TWINFIELD).withAttribute("xmlns:a", SHARED);
    }

    /**
     * What stands in the body of an answer with the status, without the text of {@link ProcessXml#RESULT}.
     *
     * @throws TwinfieldFailure for a fault, whatever the status
     */
    public static XmlElement answer(Http.Answer answer, TwinfieldCall<?> call, int limit) {
        XmlElement content = answer.status() == 429 ? null : content(answer, limit);
        if (content != null && content.name().equals("Fault")) {
            throw fault(content, answer, call);
        }
        if (answer.status() == 401) {
            throw new TwinfieldFailure.Unauthorized("Status 401", true);
        }
        if (answer.status() == 403) {
            throw new TwinfieldFailure.AccessDenied(place(call));
        }
        answer.requireOk("the cluster");
        if (content == null) {
            throw new TwinfieldFailure.Malformed("no SOAP answer");
        }
        return content;
    }

    private static @Nullable XmlElement content(Http.Answer answer, int limit) {
        try {
            XmlElement body = Xml.parse(XmlSource.of(answer::body), XmlLimits.answer(limit), Set.of(ProcessXml.RESULT))
                    .child("Body");
            return body == null || body.children().isEmpty() ? null : body.children().getFirst();
        } catch (UnreadableXml e) {
            if (answer.status() != 200) {
                return null;
            }
            throw failure(e);
        }
    }

    static TwinfieldFailure failure(UnreadableXml e) {
        return e.reason() == UnreadableXml.Reason.TOO_LARGE
                ? new TwinfieldFailure.TooLarge(String.valueOf(e.getMessage()))
                : new TwinfieldFailure.Malformed(e.reason().name().toLowerCase(java.util.Locale.ROOT) + ": "
                        + e.getMessage());
    }

    /** The code is stable, the text is in the user's language (twinfield-api §7). */
    private static TwinfieldFailure fault(XmlElement fault, Http.Answer answer, TwinfieldCall<?> call) {
        String code = fault.textAt("detail", "code");
        if (code == null) {
            return withoutCode(answer);
        }
        return switch (code) {
            case "103", "354" -> new TwinfieldFailure.Unauthorized("Fault " + code, true);
            case "101", "351", "352", "353" -> new TwinfieldFailure.Unauthorized("Fault " + code, false);
            case "102", "104", "105", "106", "122" -> new TwinfieldFailure.AccessDenied(place(call));
            case "358" -> new TwinfieldFailure.Unavailable("Fault " + code, answer.retryAfter(), null);
            default -> new TwinfieldFailure.Fault(code);
        };
    }

    /** A server that cannot say what is wrong may be able to a moment later. */
    private static TwinfieldFailure withoutCode(Http.Answer answer) {
        int status = answer.status();
        if (status == 429) {
            return new TwinfieldFailure.Throttled(answer.retryAfter());
        }
        return status >= 500
                ? new TwinfieldFailure.Unavailable("Fault without code, status " + status, answer.retryAfter(), null)
                : new TwinfieldFailure.Fault("http-" + status);
    }

    static String place(TwinfieldCall<?> call) {
        return call.office() == null ? call.operation() : call.operation() + " in office " + call.office();
    }
}

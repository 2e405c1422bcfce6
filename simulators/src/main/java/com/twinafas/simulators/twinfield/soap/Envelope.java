package com.twinafas.simulators.twinfield.soap;

import java.util.Optional;
import org.w3c.dom.Element;

import com.twinafas.simulators.twinfield.wording.RequestXml;

/**
 * A SOAP 1.1 request: who calls, for which company, and the one element of its body.
 *
 * @param companyCode code, or GUID when only that was given; empty without
 */
record Envelope(String accessToken, String companyCode, Element body) {

    static final String TWINFIELD = "http://www.twinfield.com/";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SHARED = "http://schemas.datacontract.org/2004/07/Twinfield.WebServices.Shared";

    /** Empty when the text is no such envelope, or its body is empty. */
    static Optional<Envelope> parse(String xml, boolean service) {
        Optional<Element> root = RequestXml.parse(xml)
                .filter(one -> one.getLocalName().equals("Envelope") && SOAP.equals(one.getNamespaceURI()));
        Optional<Element> body = root.flatMap(one -> RequestXml.child(one, "Body"))
                .flatMap(one -> RequestXml.children(one).stream().findFirst())
                .filter(one -> TWINFIELD.equals(one.getNamespaceURI()));
        Optional<Element> header = root.flatMap(one -> RequestXml.child(one, "Header"))
                .flatMap(one -> RequestXml.child(one, service ? "Authentication" : "Header"))
                .filter(one -> TWINFIELD.equals(one.getNamespaceURI()));
        String namespace = service ? SHARED : TWINFIELD;
        return body.map(one -> new Envelope(header.map(from -> text(from, "AccessToken", namespace)).orElse(""),
                header.map(from -> company(from, namespace)).orElse(""), one));
    }

    private static String company(Element header, String namespace) {
        String code = text(header, "CompanyCode", namespace);
        return code.isEmpty() ? text(header, "CompanyId", namespace) : code;
    }

    private static String text(Element header, String name, String namespace) {
        return RequestXml.child(header, name).filter(one -> namespace.equals(one.getNamespaceURI()))
                .map(one -> one.getTextContent().strip()).orElse("");
    }
}

package com.twinafas.simulators.twinfield.soap;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import com.twinafas.simulators.twinfield.finder.Finder;
import com.twinafas.simulators.twinfield.wording.RequestXml;

/**
 * What one call is about and costs: a query 1 credit, anything else 3 (twinfield-api §6).
 *
 * @param request the XML inside ProcessXml; null for other services, or when it is no XML
 */
record Call(String name, int credits, boolean listsOffices, @Nullable Element request) {

    private static final Set<String> QUERIES = Set.of("list", "read", "columns", "accountcode", "accountcodes");

    static Call of(String action, Envelope envelope) {
        if (action.equals("Search")) {
            String type = Finder.typeOf(envelope.body());
            return new Call("Search " + type, 1, type.equals("OFF"), null);
        }
        if (!action.equals("ProcessXmlString")) {
            return new Call("DeletedTransactions", 1, false, null);
        }
        Element request = RequestXml.parse(RequestXml.text(envelope.body(), "xmlRequest")).orElse(null);
        if (request == null) {
            return new Call("ProcessXml", 3, false, null);
        }
        String root = request.getLocalName();
        String type = root.equals("columns") ? request.getAttribute("code") : RequestXml.text(request, "type");
        return new Call((root + " " + type).strip(), QUERIES.contains(root) ? 1 : 3,
                root.equals("list") && type.equals("offices"), request);
    }
}

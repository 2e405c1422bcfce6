package com.twinafas.afas;

import com.twinafas.schemas.update.AfasElement;

/**
 * One UpdateConnector request.
 *
 * @param connector as in the address, for example {@code FiEntries} or {@code FbSales}
 * @param root      the body's root object; that of {@code FiEntries} is {@code FiEntryPar} (afas-api §3.6)
 */
public record AfasRequest(Method method, String connector, String root, AfasElement element) {

    /** POST inserts, PUT updates. */
    public enum Method {
        POST,
        PUT
    }

    /** An insert with the connector's own name as root. */
    public static AfasRequest post(String connector, AfasElement element) {
        return new AfasRequest(Method.POST, connector, connector.equals("FiEntries") ? "FiEntryPar" : connector,
                element);
    }

    /** An update with the connector's own name as root. */
    public static AfasRequest put(String connector, AfasElement element) {
        return new AfasRequest(Method.PUT, connector, connector.equals("FiEntries") ? "FiEntryPar" : connector,
                element);
    }
}

package com.twinafas.afas;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One AFAS Profit environment. Every method blocks until AFAS has answered and throws an {@link AfasFailure} when it
 * does not do what was asked; callers run on virtual threads.
 */
public interface Afas {

    /**
     * All rows a GetConnector gives for the query, whatever number of pages and calls that takes; no row of one call
     * again in another. A query whose alternatives need several calls gives them one call after the other: only within
     * each in the asked order.
     *
     * @throws AfasFailure never {@link AfasFailure.InDoubt}: a read changes nothing and is retried below
     */
    List<AfasRow> read(GetQuery query);

    /**
     * Sends one UpdateConnector request, exactly once. Only a 401 in which AFAS says that the token ended proves that
     * nothing was carried out; then it is sent once more with a fresh token.
     *
     * @param wanted whether it may still be sent: asked as the last thing before the first byte leaves, after every
     *               wait for a turn, a token or a connection; on the thread that sends, so it must not block
     * @throws AfasFailure.TooLate when it was not wanted any more
     * @throws AfasFailure.InDoubt when it is not known whether AFAS did it: no answer in time, connection lost after
     *                             the request left, or AFAS's own time-out
     */
    AfasAnswer write(AfasRequest request, BooleanSupplier wanted);

    /** What the app connector offers (afas-api §1.3). */
    Metainfo metainfo();

    /** The fields of a GetConnector. */
    ConnectorFields getConnector(String id);

    /** The fields and nested objects of an UpdateConnector. */
    ConnectorFields updateConnector(String id);

    /** The version of Profit; the cheapest call there is, used as a probe. */
    String version();
}

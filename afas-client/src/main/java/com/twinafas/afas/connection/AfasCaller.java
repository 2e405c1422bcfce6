package com.twinafas.afas.connection;

import java.util.function.Consumer;
import java.util.function.Function;

import com.twinafas.afas.http.ConnectorTurns;

/**
 * Who calls AFAS over a connection.
 *
 * @param role       for the metrics
 * @param precedence at a GetConnector that others of the process want too
 * @param watch      is told the name of each call as it begins, such as {@code POST FbSales}, on the thread that makes it;
 *                   what it returns is told how the call ended: {@value #OK} or what went wrong
 */
public record AfasCaller(String role, ConnectorTurns.Precedence precedence,
        Function<String, Consumer<String>> watch) {

    /** How a call ends that does what it should. */
    public static final String OK = "ok";

    /** Somebody who is not watched. */
    public static AfasCaller of(String role, ConnectorTurns.Precedence precedence) {
        return new AfasCaller(role, precedence, name -> outcome -> {
            // Nobody is told.
        });
    }
}

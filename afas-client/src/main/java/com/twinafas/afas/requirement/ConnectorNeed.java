package com.twinafas.afas.requirement;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is needed of one connector.
 *
 * @param fields columns of a GetConnector; fields of an UpdateConnector, those of a nested object behind its path:
 *               {@code KnOrganisation/KnContact/ViKc}
 */
public record ConnectorNeed(Kind kind, String connector, SortedSet<String> fields) {

    /** AFAS's two kinds of connectors. */
    public enum Kind {
        GET("GetConnector"),
        UPDATE("UpdateConnector");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    public ConnectorNeed {
        fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
    }

    public static ConnectorNeed get(String connector, String... columns) {
        return new ConnectorNeed(Kind.GET, connector, new TreeSet<>(List.of(columns)));
    }

    public static ConnectorNeed update(String connector, String... fields) {
        return new ConnectorNeed(Kind.UPDATE, connector, new TreeSet<>(List.of(fields)));
    }

    /** As AFAS's administrator calls it, in every language. */
    String label() {
        return kind.label + " " + connector;
    }
}

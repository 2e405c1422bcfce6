package com.twinafas.writer.debtor;

/** The keys of a customer's delivery. */
public final class DebtorKeys {

    /** Debtor number. */
    public static final String DEBTOR = "DbId";
    /** Number of the organisation or person behind the debtor. */
    public static final String PARTY = "BcCo";
    /** UpdateConnector the debtor belongs to: it tells an organisation from a person. */
    public static final String CONNECTOR = "Connector";
    /** "1" while it is blocked because it was deleted at the source. */
    public static final String BLOCKED = "Bl";

    private DebtorKeys() {
    }
}

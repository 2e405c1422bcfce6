package com.twinafas.schemas.failure;

/** Everything that can go wrong with a record or a line, by a code that never changes its meaning. */
public enum FailureCode {
    RECORD_UNREADABLE(FailureCategory.BUG),
    RECORD_MALFORMED(FailureCategory.BUSINESS),
    RECORD_TOO_LARGE(FailureCategory.BUSINESS),
    VALUE_MISSING(FailureCategory.BUSINESS),
    VALUE_INVALID(FailureCategory.BUSINESS),
    CUSTOMER_MISSING(FailureCategory.BUSINESS),
    CUSTOMER_ERASED(FailureCategory.BUSINESS),
    COUNTRY_UNKNOWN(FailureCategory.BUSINESS),
    CURRENCY_UNKNOWN(FailureCategory.CONFIGURATION),
    VAT_CODE_UNMAPPED(FailureCategory.CONFIGURATION),
    LEDGER_UNMAPPED(FailureCategory.CONFIGURATION),
    OFFICE_UNMAPPED(FailureCategory.CONFIGURATION),
    MAPPING_FAILED(FailureCategory.CONFIGURATION),
    VAT_RATE_UNKNOWN(FailureCategory.BUSINESS),
    VAT_RATE_DIFFERS(FailureCategory.CONFIGURATION),
    JOURNAL_UNMAPPED(FailureCategory.CONFIGURATION),
    TOTALS_DIFFER(FailureCategory.BUSINESS),
    ORDER_NUMBER_TOO_LONG(FailureCategory.CONFIGURATION),
    ENTRY_UNBALANCED(FailureCategory.BUSINESS),
    ENTRY_TOO_MANY_LINES(FailureCategory.BUSINESS),
    ALLOCATION_MISSING(FailureCategory.BUSINESS),
    EMAIL_AMBIGUOUS(FailureCategory.BUSINESS),
    EMAIL_TAKEN(FailureCategory.BUSINESS),
    CUSTOMER_WITHOUT_IDENTITY(FailureCategory.BUSINESS),
    PARTY_CHANGED(FailureCategory.BUSINESS),
    DEBTOR_MISSING(FailureCategory.BUSINESS),
    CONTACT_UNCLEAR(FailureCategory.BUSINESS),
    BANK_ACCOUNT_LEFT(FailureCategory.BUSINESS),
    ITEM_MISSING(FailureCategory.BUSINESS),
    NUMBER_TAKEN(FailureCategory.BUSINESS),
    DOCUMENT_CHANGED(FailureCategory.BUSINESS),
    ORDER_PROCESSED(FailureCategory.BUSINESS),
    DELETED_AT_SOURCE(FailureCategory.BUSINESS),
    PERIOD_BLOCKED(FailureCategory.BUSINESS),
    AFAS_REFUSED(FailureCategory.BUSINESS),
    IN_DOUBT(FailureCategory.BUSINESS),
    AFAS_LOCKED(FailureCategory.TRANSIENT),
    AFAS_UNAVAILABLE(FailureCategory.TRANSIENT),
    AFAS_UNAUTHORIZED(FailureCategory.CONFIGURATION),
    AFAS_THROTTLED(FailureCategory.TRANSIENT),
    AFAS_CONTRACT_BROKEN(FailureCategory.CONFIGURATION),
    AFAS_CONNECTOR_REFUSED(FailureCategory.CONFIGURATION),
    AFAS_CONNECTOR_FAILS(FailureCategory.CONFIGURATION),
    AFAS_ROWS_VANISHED(FailureCategory.CONFIGURATION),
    TWINFIELD_UNAVAILABLE(FailureCategory.TRANSIENT),
    TWINFIELD_UNAUTHORIZED(FailureCategory.CONFIGURATION),
    TWINFIELD_ACCESS_DENIED(FailureCategory.CONFIGURATION),
    TWINFIELD_THROTTLED(FailureCategory.TRANSIENT),
    TWINFIELD_REFUSED(FailureCategory.BUSINESS),
    INVOICE_TYPE_UNREADABLE(FailureCategory.CONFIGURATION),
    MASS_DELETION(FailureCategory.CONFIGURATION),
    FLOWS_CLAIM_BOTH(FailureCategory.CONFIGURATION),
    RECONCILIATION_DIFFERS(FailureCategory.BUSINESS),
    POLL_SILENT(FailureCategory.CONFIGURATION),
    BACKLOG_GROWS(FailureCategory.CONFIGURATION),
    CREDENTIAL_ENDS(FailureCategory.CONFIGURATION),
    SETTINGS_INVALID(FailureCategory.CONFIGURATION),
    SETTING_NAMES_UNKNOWN(FailureCategory.CONFIGURATION),
    UNEXPECTED(FailureCategory.BUG);

    private final FailureCategory category;

    FailureCode(FailureCategory category) {
        this.category = category;
    }

    public FailureCategory category() {
        return category;
    }
}

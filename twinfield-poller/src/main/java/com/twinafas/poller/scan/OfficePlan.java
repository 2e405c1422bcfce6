package com.twinafas.poller.scan;

import java.time.Duration;
import java.util.Set;

/**
 * What is read of an office.
 *
 * @param invoiceTypes    to read; empty reads all
 * @param invoiceDaybooks on which Twinfield books invoices
 * @param daybooks        whose transactions are read
 * @param overlap         how far back each reading of changes goes beyond the last one
 * @param completeList    how often the complete list is compared
 * @param rereads         records of unknown change that one round may read again, so that they do not eat the budget
 */
public record OfficePlan(String office, boolean articles, boolean invoices, Set<String> invoiceTypes,
        Set<String> invoiceDaybooks, Set<String> daybooks, Duration overlap, Duration completeList, int rereads) {
}

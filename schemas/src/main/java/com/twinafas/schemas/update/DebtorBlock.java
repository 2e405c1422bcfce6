package com.twinafas.schemas.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.key.RecordKey;

/**
 * Who the customer of an update is. It has the customer's own revision and is used only when that is newer than what
 * AFAS was last given for the customer.
 *
 * @param customer    the customer's own record
 * @param revision    of the customer's raw record
 * @param rawHash     of the customer's raw record
 * @param contentHash of what this block says; where it travels one that only the customer's key can make
 * @param party       whether AFAS keeps it as an organisation or a person
 * @param identity    by what the customer can be found in AFAS when no link is known yet
 * @param fixedDebtor debtor number of the default debtor, when all invoices go on that one; then nothing is created
 * @param relation    the element of {@code KnSalesRelationOrg} or {@code KnSalesRelationPer} with its nested
 *                    {@code KnOrganisation} or {@code KnPerson}, without {@code DbId}, {@code BcCo} and match method:
 *                    those are the writer's
 * @param leftContact the fields of {@code KnContact} that are emptied when a contact or delivery address went away, each
 *                    without a text; null when the mapping empties none
 */
public record DebtorBlock(RecordKey customer, long revision, String rawHash, String contentHash, Party party,
        Identity identity, @Nullable String fixedDebtor, AfasElement relation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AfasElement leftContact) {

    /** One of which nothing is emptied when a contact went away. */
    public DebtorBlock(RecordKey customer, long revision, String rawHash, String contentHash, Party party,
            Identity identity, @Nullable String fixedDebtor, AfasElement relation) {
        this(customer, revision, rawHash, contentHash, party, identity, fixedDebtor, relation, null);
    }

    /** The same under another hash of what it says. */
    public DebtorBlock hashed(String hash) {
        return new DebtorBlock(customer, revision, rawHash, hash, party, identity, fixedDebtor, relation, leftContact);
    }

    /** The same with the fields that are emptied when a contact went away. */
    public DebtorBlock emptying(@Nullable AfasElement fields) {
        return new DebtorBlock(customer, revision, rawHash, contentHash, party, identity, fixedDebtor, relation,
                fields);
    }

    /** An organisation ({@code KnSalesRelationOrg}) or a person ({@code KnSalesRelationPer}). */
    public enum Party {
        ORGANISATION,
        PERSON
    }

    /**
     * What identifies a customer outside Twinfield.
     *
     * @param email        trimmed and in lower case
     * @param debtorNumber the debtor number it would have in AFAS by the office's rule
     */
    public record Identity(@Nullable String email, @Nullable String chamberOfCommerceNumber, @Nullable String vatNumber,
            @Nullable String debtorNumber) {
    }
}

package com.twinafas.mapper.entry;

import com.twinafas.schemas.update.DebtorBlock;

/**
 * A customer on whose account a transaction books.
 *
 * @param country ISO alpha-2
 */
public record EntryCustomer(DebtorBlock debtor, String country) {
}

package com.twinafas.mapper.entry;

import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * A customer on whose account a transaction books.
 *
 * @param content the customer's own record
 * @param country ISO alpha-2
 */
public record EntryCustomer(DebtorBlock debtor, XmlElement content, String country) {
}

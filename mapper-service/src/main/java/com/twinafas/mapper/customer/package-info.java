/** Customers to debtors: organisation or person, names, addresses, identity. */
@NullMarked
package com.twinafas.mapper.customer;

import org.jspecify.annotations.NullMarked;

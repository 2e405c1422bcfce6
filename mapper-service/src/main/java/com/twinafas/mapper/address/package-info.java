/** Addresses as AFAS wants them: street, number and addition apart, countries by AFAS's own codes. */
@NullMarked
package com.twinafas.mapper.address;

import org.jspecify.annotations.NullMarked;

/** VAT: codes, duties and rate groups by country, the rate in force on a date. */
@NullMarked
package com.twinafas.mapper.vat;

import org.jspecify.annotations.NullMarked;

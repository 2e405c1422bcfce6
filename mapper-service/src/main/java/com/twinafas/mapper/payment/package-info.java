/** What Twinfield's payment terms and methods are in AFAS, for customers and for their documents. */
@NullMarked
package com.twinafas.mapper.payment;

import org.jspecify.annotations.NullMarked;

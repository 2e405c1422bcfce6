/** Articles of classic invoicing (twinfield-api §4.3). */
@NullMarked
package com.twinafas.twinfield.article;

import org.jspecify.annotations.NullMarked;

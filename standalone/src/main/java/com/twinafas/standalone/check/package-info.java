/** Whether the two systems offer what the enabled flows need. */
@NullMarked
package com.twinafas.standalone.check;

import org.jspecify.annotations.NullMarked;

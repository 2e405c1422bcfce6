/** What a message says, in English and Dutch, as mail and as JSON. */
@NullMarked
package com.twinafas.notifier.message;

import org.jspecify.annotations.NullMarked;

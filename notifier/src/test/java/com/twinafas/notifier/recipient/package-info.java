@NullMarked
package com.twinafas.notifier.recipient;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.twinafas.notifier.watch;

import org.jspecify.annotations.NullMarked;

/** What people were told about each cause, and when to tell more. */
@NullMarked
package com.twinafas.notifier.notice;

import org.jspecify.annotations.NullMarked;

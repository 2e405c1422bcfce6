/** What exists in both systems that a setting can name: to check settings against, and to suggest them. */
@NullMarked
package com.twinafas.standalone.valuelist;

import org.jspecify.annotations.NullMarked;

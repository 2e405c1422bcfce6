/** Conditions in CEL: a small part of the language, checked when a mapping is saved, bounded in what they can cost. */
@NullMarked
package com.twinafas.mapper.condition;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.twinafas.reader.shelf;

import org.jspecify.annotations.NullMarked;

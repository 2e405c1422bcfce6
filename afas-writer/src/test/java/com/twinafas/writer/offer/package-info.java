@NullMarked
package com.twinafas.writer.offer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.twinafas.pipeline.access;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.twinafas.pipeline.table;

import org.jspecify.annotations.NullMarked;

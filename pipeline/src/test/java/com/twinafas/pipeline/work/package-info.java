@NullMarked
package com.twinafas.pipeline.work;

import org.jspecify.annotations.NullMarked;

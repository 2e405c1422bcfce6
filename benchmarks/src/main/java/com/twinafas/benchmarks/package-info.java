/** What is claimed about speed and memory, measured; each with its baseline in the same run. */
@NullMarked
package com.twinafas.benchmarks;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.twinafas.writer.verdict;

import org.jspecify.annotations.NullMarked;

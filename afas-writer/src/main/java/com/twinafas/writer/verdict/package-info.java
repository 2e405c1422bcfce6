/** What a person says of a request that could not be settled by looking, carried out. */
@NullMarked
package com.twinafas.writer.verdict;

import org.jspecify.annotations.NullMarked;

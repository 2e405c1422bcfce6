/** Tests of when kinds are scanned and what is told of it. */
@NullMarked
package com.twinafas.poller.flow;

import org.jspecify.annotations.NullMarked;

/** The roles of a tenant in one process, without a broker and without simulators: what a production image holds. */
@NullMarked
package com.twinafas.server;

import org.jspecify.annotations.NullMarked;

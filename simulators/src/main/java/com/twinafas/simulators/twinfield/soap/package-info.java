/** The cluster: envelopes, headers, faults, credits and concurrency (twinfield-api §2, §6, §7). */
@NullMarked
package com.twinafas.simulators.twinfield.soap;

import org.jspecify.annotations.NullMarked;

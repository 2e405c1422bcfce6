package com.twinafas.notifier.notice;

import java.time.Duration;

/**
 * How soon and how often people are told.
 *
 * @param gather  how long the first cause waits for others to be told with it
 * @param digest  after which a told cause that holds up more by then is told again
 * @param repeat  after which a cause that is still open is told again
 * @param settled how long a cause must be over before that is told
 */
public record Rhythm(Duration gather, Duration digest, Duration repeat, Duration settled) {
}

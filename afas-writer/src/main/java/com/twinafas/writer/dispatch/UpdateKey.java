package com.twinafas.writer.dispatch;

/**
 * Something an update holds while it is worked on.
 *
 * @param shared several may hold it at once, as long as none holds it alone
 */
record UpdateKey(String name, boolean shared) {
}

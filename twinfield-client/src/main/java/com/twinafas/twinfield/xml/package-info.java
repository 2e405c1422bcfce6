/** Twinfield's XML: hardened reading, a tree of elements, the canonical form and its hash. */
@NullMarked
package com.twinafas.twinfield.xml;

import org.jspecify.annotations.NullMarked;

/** Reading, cutting, hashing. */
@NullMarked
package com.twinafas.twinfield.xml;

import org.jspecify.annotations.NullMarked;

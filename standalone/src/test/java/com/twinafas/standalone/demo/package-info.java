/** The demo as a process of its own, killed and started again. */
@NullMarked
package com.twinafas.standalone.demo;

import org.jspecify.annotations.NullMarked;

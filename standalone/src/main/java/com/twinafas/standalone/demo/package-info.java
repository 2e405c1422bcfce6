/** The demonstration: both simulators with a generated company, and what a person watches. */
@NullMarked
package com.twinafas.standalone.demo;

import org.jspecify.annotations.NullMarked;

/** The role writer: makes updates true in AFAS, each exactly once in effect. */
@NullMarked
package com.twinafas.writer;

import org.jspecify.annotations.NullMarked;

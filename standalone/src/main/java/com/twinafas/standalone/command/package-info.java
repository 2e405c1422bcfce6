/** The commands of the launcher: demo, run, check, show. */
@NullMarked
package com.twinafas.standalone.command;

import org.jspecify.annotations.NullMarked;

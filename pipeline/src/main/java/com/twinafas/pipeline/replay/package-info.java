/** Redrive, discard and replay: what is asked, how far each is, and the commands that begin and change them. */
@NullMarked
package com.twinafas.pipeline.replay;

import org.jspecify.annotations.NullMarked;

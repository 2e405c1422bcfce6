/** What the services share, wired as they wire it. */
@NullMarked
package com.twinafas.pipeline;

import org.jspecify.annotations.NullMarked;

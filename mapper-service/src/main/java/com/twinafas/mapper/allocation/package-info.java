/** Cost centres and projects on AFAS's allocation axes. */
@NullMarked
package com.twinafas.mapper.allocation;

import org.jspecify.annotations.NullMarked;

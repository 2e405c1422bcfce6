/** Lists of both systems and what is made of them. */
@NullMarked
package com.twinafas.standalone.valuelist;

import org.jspecify.annotations.NullMarked;

/** ProcessXml: lists, reads and the refusal of writes (twinfield-api §2.1, §4). */
@NullMarked
package com.twinafas.simulators.twinfield.process;

import org.jspecify.annotations.NullMarked;

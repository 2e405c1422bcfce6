/** How to reach Twinfield for one organisation (twinfield-api §1, §6). */
@NullMarked
package com.twinafas.twinfield.config;

import org.jspecify.annotations.NullMarked;

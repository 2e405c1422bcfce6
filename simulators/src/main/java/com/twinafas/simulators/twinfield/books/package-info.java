/** What the simulated Twinfield holds and what was asked of it; survives a kill when it is given a folder. */
@NullMarked
package com.twinafas.simulators.twinfield.books;

import org.jspecify.annotations.NullMarked;

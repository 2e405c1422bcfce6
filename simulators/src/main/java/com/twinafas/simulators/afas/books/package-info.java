/** The books of the simulated AFAS: what is in them, how they change, and how they outlive the process. */
@NullMarked
package com.twinafas.simulators.afas.books;

import org.jspecify.annotations.NullMarked;

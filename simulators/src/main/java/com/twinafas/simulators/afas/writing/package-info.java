/** UpdateConnectors: the form of their bodies, the checks of AFAS, and what they commit (afas-api §3). */
@NullMarked
package com.twinafas.simulators.afas.writing;

import org.jspecify.annotations.NullMarked;

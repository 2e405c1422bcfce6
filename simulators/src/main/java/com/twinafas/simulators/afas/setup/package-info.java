/** What an administrator has set up in the AFAS environment before anything is written through connectors. */
@NullMarked
package com.twinafas.simulators.afas.setup;

import org.jspecify.annotations.NullMarked;

/** What AFAS says when it does not do what was asked, in the language of the call. */
@NullMarked
package com.twinafas.simulators.afas.refusal;

import org.jspecify.annotations.NullMarked;

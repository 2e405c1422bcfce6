/** AFAS's own OpenAPI description as a judge of request bodies; published as a test-jar for the other modules. */
@NullMarked
package com.twinafas.afas.openapi;

import org.jspecify.annotations.NullMarked;

/**
 * What would happen with a record if it were mapped and delivered now: raw record, mapped values with the rule that made
 * each, requests, checks, and the difference with what AFAS holds. Nothing is ever sent.
 */
@NullMarked
package com.twinafas.pipeline.preview;

import org.jspecify.annotations.NullMarked;

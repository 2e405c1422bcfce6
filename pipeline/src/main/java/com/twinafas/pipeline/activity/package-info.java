/** What happened to a record, step by step. */
@NullMarked
package com.twinafas.pipeline.activity;

import org.jspecify.annotations.NullMarked;

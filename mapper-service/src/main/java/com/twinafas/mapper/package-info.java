/** Raw topics to updates: the mapper as a service. */
@NullMarked
package com.twinafas.mapper;

import org.jspecify.annotations.NullMarked;

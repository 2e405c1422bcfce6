/** A mapping as data: AFAS fields, each filled by an operation from a closed list, read from YAML. */
@NullMarked
package com.twinafas.mapper.mapping;

import org.jspecify.annotations.NullMarked;

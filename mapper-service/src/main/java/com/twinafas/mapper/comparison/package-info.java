/** What is different between two updates of one record, by AFAS's fields. */
@NullMarked
package com.twinafas.mapper.comparison;

import org.jspecify.annotations.NullMarked;

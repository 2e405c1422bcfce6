package com.twinafas.pipeline.preview;

import org.jspecify.annotations.Nullable;

/**
 * One field of a request beside what AFAS has now.
 *
 * @param field with its objects, for example {@code FbSalesLines[1]/QuUn}
 * @param now   what AFAS has; null when it has none or its GetConnector does not show the field
 */
public record Difference(String field, @Nullable String now, String then) {
}

package com.twinafas.writer.line;

import com.twinafas.schemas.failure.Cause;

/** Is told once when the line to AFAS stops, and once when it works again. */
public interface LineWatch {

    void stopped(Cause cause);

    void resumed();
}

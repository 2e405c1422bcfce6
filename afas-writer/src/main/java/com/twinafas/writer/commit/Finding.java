package com.twinafas.writer.commit;

import java.util.Map;

/** What a look for the result of a request showed. */
public sealed interface Finding {

    /** AFAS did it; the result has these keys. */
    record Done(Map<String, String> keys) implements Finding {
    }

    /** AFAS has something with these keys that is most likely the result; its content must be made sure of. */
    record Likely(Map<String, String> keys) implements Finding {
    }

    /** What has our reference is not what we sent. */
    record Anothers(String number) implements Finding {
    }

    /** AFAS does not have it, yet. */
    record Nothing() implements Finding {
    }

    /** It cannot be told by looking. */
    record Unknowable() implements Finding {
    }
}

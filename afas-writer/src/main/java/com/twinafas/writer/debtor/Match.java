package com.twinafas.writer.debtor;

import java.util.List;

/** What AFAS has that may be the customer. */
sealed interface Match {

    /** Nothing. */
    record None() implements Match {
    }

    /** One debtor. */
    record Debtor(String number, String party) implements Match {
    }

    /** One organisation or person that is no debtor yet. */
    record Party(String number) implements Match {
    }

    /** Several, by their numbers, and what is to be done about that is not to choose. */
    record Several(List<String> numbers) implements Match {
    }
}

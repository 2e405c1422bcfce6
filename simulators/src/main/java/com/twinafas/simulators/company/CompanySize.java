package com.twinafas.simulators.company;

import java.time.LocalDate;

/**
 * How large a generated company is, over both offices together; the first office gets about two thirds.
 *
 * @param today the day on which the company stands; invoices lie in the ten months before it
 */
public record CompanySize(int customers, int articles, int invoices, LocalDate today) {

    /** Room for every kind of customer, article and invoice the generator knows. */
    public static final CompanySize DEFAULT = new CompanySize(324, 66, 324, LocalDate.of(2026, 11, 20));

    /** Still with every deliberate problem case, for tests that must be quick. */
    public static final CompanySize SMALL = new CompanySize(42, 30, 42, LocalDate.of(2026, 11, 20));

    public CompanySize {
        if (customers < 42 || articles < 30 || invoices < 42) {
            throw new IllegalArgumentException(
                    "A company with every problem case needs at least 42 customers, 30 articles and 42 invoices");
        }
    }

    /** The same size on another day. */
    public CompanySize on(LocalDate day) {
        return new CompanySize(customers, articles, invoices, day);
    }
}

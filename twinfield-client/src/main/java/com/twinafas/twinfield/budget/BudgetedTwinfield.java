package com.twinafas.twinfield.budget;

import java.time.Duration;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.call.TwinfieldCall;
import com.twinafas.twinfield.failure.TwinfieldFailure;

/** Lets a call through when there are credits and a place for it; callers wait in between. */
public final class BudgetedTwinfield implements Twinfield {

    /** When Twinfield throttles without saying for how long. */
    private static final Duration THROTTLED = Duration.ofSeconds(10);

    private final Twinfield next;
    private final CreditBudget budget;

    public BudgetedTwinfield(Twinfield next, CreditBudget budget) {
        this.next = next;
        this.budget = budget;
    }

    @Override
    public <T> T call(TwinfieldCall<T> call) {
        budget.enter(call.credits());
        try {
            return next.call(call);
        } catch (TwinfieldFailure.Throttled e) {
            Duration asked = e.retryAfter();
            budget.block(asked == null ? THROTTLED : asked);
            throw e;
        } finally {
            budget.leave(call.credits());
        }
    }
}

package com.twinafas.twinfield.connection;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

import com.twinafas.twinfield.Twinfield;
import com.twinafas.twinfield.budget.BudgetedTwinfield;
import com.twinafas.twinfield.budget.CreditBudget;
import com.twinafas.twinfield.config.TwinfieldConfig;
import com.twinafas.twinfield.connection.RetryingTwinfield.BackOff;
import com.twinafas.twinfield.http.Http;
import com.twinafas.twinfield.signin.RefreshTokenStore;
import com.twinafas.twinfield.signin.SignIn;

/** Puts the client together. */
public final class TwinfieldClients {

    private static final int ATTEMPTS = 4;

    private TwinfieldClients() {
    }

    /** A client that keeps its budget, renews its token and repeats what may pass. */
    public static Twinfield create(TwinfieldConfig config, RefreshTokenStore refreshTokens, InstantSource clock,
            MeterRegistry metrics) {
        return create(config, refreshTokens, clock, metrics, BackOff.DOUBLING);
    }

    /** As {@link #create(TwinfieldConfig, RefreshTokenStore, InstantSource, MeterRegistry)}, waiting as told. */
    public static Twinfield create(TwinfieldConfig config, RefreshTokenStore refreshTokens, InstantSource clock,
            MeterRegistry metrics, BackOff backOff) {
        Http http = new Http(config, clock);
        CreditBudget budget = new CreditBudget(config.creditsPerMinute(), config.concurrency(), clock, metrics);
        Twinfield plain = new HttpTwinfield(http, new SignIn(http, config, refreshTokens, clock), config, budget);
        Twinfield budgeted = new BudgetedTwinfield(new MeteredTwinfield(plain, metrics), budget);
        return new RetryingTwinfield(new RenewingTwinfield(budgeted), ATTEMPTS, backOff);
    }
}

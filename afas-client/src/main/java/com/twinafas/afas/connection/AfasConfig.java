package com.twinafas.afas.connection;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.signin.Credentials;

/**
 * How to reach an AFAS environment (afas-api §1, §4).
 *
 * @param base          for example {@code https://12345.rest.afas.online/ProfitRestServices}, with or without a slash
 *                      at its end
 * @param integrationId obligatory for partners' integrations; null for none
 * @param language      {@code Accept-Language}: decides the language of AFAS's texts, Dutch or English
 * @param callsAtOnce   reads and writes together
 * @param timeout       for one call; a write that takes longer is in doubt
 * @param readAttempts  how often a read is tried in all; a write is never repeated
 * @param readBackOff   before the second attempt; doubles with each further one
 */
public record AfasConfig(URI base, Credentials credentials, @Nullable String integrationId, String language,
        int callsAtOnce, Duration timeout, int readAttempts, Duration readBackOff) {

    public AfasConfig {
        if (callsAtOnce < 1 || readAttempts < 1) {
            throw new IllegalArgumentException("At least one call at once and one attempt are needed");
        }
    }

    /** With the defaults: texts in Dutch, four calls at once, 100 s, three attempts from one second. */
    public static AfasConfig of(URI base, Credentials credentials) {
        return new AfasConfig(base, credentials, null, "nl-nl", 4, Duration.ofSeconds(100), 3, Duration.ofSeconds(1));
    }

    public AfasConfig withTimeout(Duration changed) {
        return new AfasConfig(base, credentials, integrationId, language, callsAtOnce, changed, readAttempts,
                readBackOff);
    }

    public AfasConfig withReads(int attempts, Duration backOff) {
        return new AfasConfig(base, credentials, integrationId, language, callsAtOnce, timeout, attempts, backOff);
    }
}

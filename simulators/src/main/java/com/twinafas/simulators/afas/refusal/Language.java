package com.twinafas.simulators.afas.refusal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages in which this AFAS has texts; {@code Accept-Language} chooses (afas-api §1.2). */
public enum Language {
    NL,
    EN;

    /** Dutch unless English is asked for: the environment's own language. */
    public static Language of(@Nullable String acceptLanguage) {
        return acceptLanguage != null && acceptLanguage.toLowerCase(Locale.ROOT).startsWith("en") ? EN : NL;
    }
}

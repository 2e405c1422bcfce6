package com.twinafas.mapper.address;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Countries by the codes AFAS has for them (afas-api §5): NL, D, B, F, USA and so on. */
public final class Countries {

    private static final Set<String> ISO = Set.of(Locale.getISOCountries());
    private static final Properties DIFFERENT = read();

    private Countries() {
    }

    /** @param iso alpha-2, in any case; empty when there is no such country */
    public static Optional<String> afasCode(String iso) {
        String code = iso.strip().toUpperCase(Locale.ROOT);
        return ISO.contains(code) ? Optional.of(DIFFERENT.getProperty(code, code)) : Optional.empty();
    }

    private static Properties read() {
        Properties codes = new Properties();
        try (InputStream in = Countries.class.getResourceAsStream("country-codes.properties")) {
            codes.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }
}

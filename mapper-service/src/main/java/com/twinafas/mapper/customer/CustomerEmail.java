package com.twinafas.mapper.customer;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.record.RawValues;
import com.twinafas.twinfield.xml.XmlElement;

/** E-mail addresses as Twinfield has them: free text, sometimes several in one field. */
final class CustomerEmail {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@;,]{1,64}@[^\\s@;,]{1,180}\\.[^\\s@;,.]{2,24}");

    private CustomerEmail() {
    }

    /**
     * The customer's: the default address's, else where invoices or reminders are mailed to; the first of several.
     *
     * @throws com.twinafas.mapper.record.Unmappable when it is no e-mail address
     */
    static @Nullable String of(XmlElement raw, List<CustomerAddress> addresses) {
        String found = Stream
                .concat(addresses.stream().limit(1).map(address -> address.text("email")),
                        Stream.of(raw.textAt("financials", "ebillmail"),
                                raw.textAt("creditmanagement", "reminderemail")))
                .filter(Objects::nonNull).findFirst().orElse(null);
        if (found == null) {
            return null;
        }
        String valid = firstValid(found);
        if (valid == null) {
            throw RawValues.invalid(raw, "e-mail address", "email");
        }
        return valid;
    }

    /** The first of several; null when that is no e-mail address. */
    static @Nullable String firstValid(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String first = text.strip().split("[;,]", 2)[0].strip();
        return EMAIL.matcher(first).matches() ? first : null;
    }
}

package com.twinafas.schemas.key;

/**
 * Names one record of a source system for ever: {@code office/kind/code}, for example
 * {@code NL01/sales-invoice/FACTUUR/13}. It is the Kafka key of everything that is said about the record.
 *
 * @param office Twinfield office code; codes of customers repeat across offices (twinfield-api §3)
 * @param code   inside office and kind: a customer's code, an article's code, {@code invoicetype/number},
 *               {@code daybook/number}, {@code type/code} of reference data (for example {@code vat/VH})
 */
public record RecordKey(String office, RecordKind kind, String code) {

    private static final String WHOLE = "*";

    public RecordKey {
        if (office.isEmpty() || office.indexOf('/') >= 0) {
            throw new IllegalArgumentException("An office code is not empty and has no slash: '" + office + "'");
        }
        if (code.isEmpty()) {
            throw new IllegalArgumentException("A record code is not empty (office " + office + ", " + kind + ")");
        }
    }

    /** @throws IllegalArgumentException when the text is not {@code office/kind/code} */
    public static RecordKey parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("A record key is office/kind/code, not '" + text + "'");
        }
        return new RecordKey(text.substring(0, first), RecordKind.ofWireName(text.substring(first + 1, second)),
                text.substring(second + 1));
    }

    /** A key that names no record: a line, a list or a type that is in trouble as a whole. */
    public static RecordKey whole(String office, RecordKind kind, String name) {
        return new RecordKey(office, kind, WHOLE + name);
    }

    /** Whether one record has this key; no code of a record begins with a star. */
    public boolean isRecord() {
        return !code.startsWith(WHOLE);
    }

    /** What the keys of an office and kind begin with. */
    public static String beginning(String office, RecordKind kind) {
        return office + "/" + kind.wireName() + "/";
    }

    @Override
    public String toString() {
        return beginning(office, kind) + code;
    }
}

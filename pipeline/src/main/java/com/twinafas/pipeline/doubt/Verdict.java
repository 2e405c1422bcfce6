package com.twinafas.pipeline.doubt;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.avro.Command;
import com.twinafas.schemas.key.RecordKey;

/**
 * What a person says of a doubt.
 *
 * @param intent the one request it is said of; nothing is said of a later one
 * @param number the document's, debtor's or entry's number in AFAS; null when it is not there
 * @param by     who says so
 */
public record Verdict(RecordKey record, String intent, @Nullable String number, String by, Instant at) {

    /** The action of its command. */
    public static final String ACTION = "settle";

    private static final String RECORD = "record";
    private static final String INTENT = "intent";
    private static final String NUMBER = "number";

    public boolean isThere() {
        return number != null;
    }

    /** What its command says. */
    public Map<String, String> said() {
        Map<String, String> said = new HashMap<>(Map.of(RECORD, record.toString(), INTENT, intent));
        if (number != null) {
            said.put(NUMBER, number);
        }
        return said;
    }

    /** The verdict of a command; empty when it is another one. */
    public static Optional<Verdict> of(Command command) {
        Map<String, String> said = command.getSaid();
        String record = said.get(RECORD);
        String intent = said.get(INTENT);
        if (!ACTION.equals(command.getAction()) || record == null || intent == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Verdict(RecordKey.parse(record), intent, said.get(NUMBER), command.getBy(),
                    command.getAt()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

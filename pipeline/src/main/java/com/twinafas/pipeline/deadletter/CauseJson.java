package com.twinafas.pipeline.deadletter;

import java.util.LinkedHashMap;
import java.util.Map;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Sentences;

/** A cause as JSON, in English and Dutch: maps in the order in which they are read best. */
public final class CauseJson {

    private final Sentences english = new Sentences(Sentences.ENGLISH);
    private final Sentences dutch = new Sentences(Sentences.DUTCH);

    /** @param stage in which it holds records up */
    public Map<String, Object> of(Cause cause, String stage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", cause.key() + "@" + stage);
        json.put("code", cause.code().name());
        json.put("category", cause.code().category().wireName());
        json.put("stage", stage);
        json.put("parameters", cause.parameters());
        json.put("what", both(english.what(cause), dutch.what(cause)));
        json.put("toDo", both(english.toDo(cause), dutch.toDo(cause)));
        return json;
    }

    private static Map<String, String> both(String english, String dutch) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("en", english);
        both.put("nl", dutch);
        return both;
    }
}

package com.twinafas.notifier.message;

import java.util.Locale;
import java.util.ResourceBundle;

import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.Sentences;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKind;

/** The words of a message in one language. */
final class Words {

    private final Locale language;
    private final ResourceBundle texts;
    private final Sentences sentences;

    /** @param language {@link Sentences#ENGLISH} or {@link Sentences#DUTCH} */
    Words(Locale language) {
        this.language = language;
        texts = ResourceBundle.getBundle("com.twinafas.notifier.message.words", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        sentences = new Sentences(language);
    }

    String language() {
        return language.getLanguage();
    }

    String what(Cause cause) {
        return oneLine(sentences.what(cause));
    }

    String toDo(Cause cause) {
        return oneLine(sentences.toDo(cause));
    }

    String text(String key, Object... values) {
        return texts.getString(key).formatted(values);
    }

    String records(long count) {
        return counted("records", count);
    }

    String causes(long count) {
        return counted("causes", count);
    }

    String kind(RecordKind kind, long count) {
        return counted("kind." + kind.wireName(), count);
    }

    /** All records of a kind. */
    String kinds(RecordKind kind) {
        return texts.getString("kind." + kind.wireName() + ".many");
    }

    String stage(Stage stage) {
        return texts.getString("stage." + stage.wireName());
    }

    private String counted(String key, long count) {
        return count + " " + texts.getString(key + (count == 1 ? ".one" : ".many"));
    }

    /** A cause may quote another system; a line break in a quotation would end the line, or a header. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}

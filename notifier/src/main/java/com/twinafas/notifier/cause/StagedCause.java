package com.twinafas.notifier.cause;

import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.avro.Notice;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;

/** A cause where it holds records up; what one notice is about. */
public record StagedCause(Cause cause, Stage stage) {

    /** The cause of a notice that was kept. */
    public static StagedCause of(Notice notice) {
        return new StagedCause(Cause.kept(notice.getFailureCode(), notice.getParameters()), stage(notice.getStage()));
    }

    /** The cause of an open dead letter. */
    public static StagedCause of(DeadLetter letter) {
        return new StagedCause(Cause.kept(letter.getFailureCode(), letter.getParameters()), stage(letter.getStage()));
    }

    /** Something that cannot be read, so that only its topic is known. */
    public static StagedCause unreadable(String topic, Stage stage) {
        return new StagedCause(Cause.of(FailureCode.RECORD_UNREADABLE, "topic", topic), stage);
    }

    /** The stage with this name; where it was noticed when the name is not known. */
    public static Stage stage(String name) {
        return Stage.ofWireName(name).orElse(Stage.NOTIFY);
    }

    /** The same for all records that are held up by it; the Kafka key of its notice. */
    public String key() {
        return cause.key() + "@" + stage.wireName();
    }
}

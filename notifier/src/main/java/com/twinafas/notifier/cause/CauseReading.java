package com.twinafas.notifier.cause;

import java.util.Arrays;
import java.util.Map;

import com.twinafas.schemas.avro.DeadLetter;
import com.twinafas.schemas.failure.Cause;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.failure.Stage;

/** Reads causes and stages by their names; a name of a newer version is told too, under a code that is known. */
public final class CauseReading {

    private CauseReading() {
    }

    /** The cause of an open dead letter. */
    public static StagedCause of(DeadLetter letter) {
        return new StagedCause(cause(letter.getFailureCode(), letter.getParameters()), stage(letter.getStage()));
    }

    /** The cause with this code, or {@link FailureCode#UNEXPECTED} with the code as its reason. */
    public static Cause cause(String code, Map<String, String> parameters) {
        return Arrays.stream(FailureCode.values()).filter(known -> known.name().equals(code)).findFirst()
                .map(known -> Cause.of(known, parameters))
                .orElseGet(() -> Cause.of(FailureCode.UNEXPECTED, "reason", code));
    }

    /** The stage with this name, or {@link Stage#NOTIFY}, where it was noticed. */
    public static Stage stage(String name) {
        return Arrays.stream(Stage.values()).filter(stage -> stage.wireName().equals(name)).findFirst()
                .orElse(Stage.NOTIFY);
    }
}

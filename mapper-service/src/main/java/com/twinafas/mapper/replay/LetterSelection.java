package com.twinafas.mapper.replay;

import com.twinafas.pipeline.deadletter.Letter;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.replay.Job;
import com.twinafas.schemas.failure.Stage;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;

/** Which records a redrive is about: those of the dead letters that are meant. */
final class LetterSelection {

    private final LetterReader letters;
    private final int attempts;

    /** @param attempts so often a record may have failed to be sent again with others; one that is named is always */
    LetterSelection(LetterReader letters, int attempts) {
        this.letters = letters;
        this.attempts = attempts;
    }

    /**
     * Whether mapping again can help: what the poller could not read it reads again by itself, and what AFAS shows is
     * read back anyway. Trouble that is no record's ends by itself.
     */
    static boolean isOurs(Letter letter) {
        boolean ours = letter.stage().equals(Stage.MAP.wireName()) || letter.stage().equals(Stage.WRITE.wireName());
        return ours && letter.key().isRecord() && letter.key().kind() != RecordKind.REFERENCE;
    }

    /**
     * Adds the records to the states that are looked for.
     *
     * @param end  letters that changed from there on have been tried since the job began
     * @param step takes what is left out, when the job begins
     */
    void into(CurrentStates states, Job job, long end, Step step) {
        boolean guarded = job.ask().which().records().isEmpty() && !job.ask().force();
        letters.forEach(job.ask().which(), letter -> {
            if (letter.offset() >= end) {
                return;
            }
            if (!isOurs(letter)) {
                step.count("elsewhere");
            } else if (guarded && letter.attempts() >= attempts) {
                step.count("heldBack");
            } else {
                states.want(letter.key());
            }
        });
    }

    /** The raw record that the update of a part of it was made of: {@code article/2002} of {@code article/2002/S}. */
    static RecordKey whole(RecordKey key) {
        int slash = key.code().lastIndexOf('/');
        return key.kind() == RecordKind.ARTICLE && slash > 0
                ? new RecordKey(key.office(), key.kind(), key.code().substring(0, slash))
                : key;
    }
}

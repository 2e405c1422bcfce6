package com.twinafas.mapper.replay;

import com.twinafas.pipeline.replay.Job;

/** The work of one job, from where its marks say that it stands. */
interface JobRun extends AutoCloseable {

    /**
     * Does the next piece.
     *
     * @param job as it is now
     */
    Step step(Job job);

    @Override
    void close();
}

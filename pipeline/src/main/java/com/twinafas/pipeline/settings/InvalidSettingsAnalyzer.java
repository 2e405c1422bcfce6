package com.twinafas.pipeline.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows whoever starts a service with a wrong configuration the list of mistakes and nothing else. */
final class InvalidSettingsAnalyzer extends AbstractFailureAnalyzer<InvalidSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettings cause) {
        return new FailureAnalysis("The configuration has " + cause.mistakes().size() + " mistake(s):\n\n"
                + String.join("\n", cause.mistakes().stream().map(mistake -> "    " + mistake).toList()),
                "Correct them all and start again.", cause);
    }
}

package com.twinafas.pipeline.kafka;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Says in the build's output that a suite is left out because there is no Docker; JUnit keeps that to itself. */
final class DockerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent() || DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("There is Docker");
        }
        System.out.println("SKIPPED: " + context.getDisplayName() + ", because there is no Docker on this machine");
        return ConditionEvaluationResult.disabled("There is no Docker");
    }
}

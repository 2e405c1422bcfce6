package com.twinafas.simulators.fault;

import java.util.Map;

/** What {@link SimulatedServer} needs from a system to speak HTTP for it. Called on virtual threads, many at once. */
public interface SimulatedSystem {

    /** What a request is about, from its method, path and headers; the word that fault rules use. */
    String operation(String method, String path, Map<String, String> headers);

    /** A request came and its body is known; nothing is done with it yet. */
    void arrived(SimulatedRequest request);

    /** Carries the request out and commits what it changes. */
    SimulatedAnswer answer(SimulatedRequest request);

    /** How the system says the fault. */
    SimulatedAnswer refuse(Fault.Refusal fault, SimulatedRequest request);

    /**
     * The request is done with. Always called once after {@link #arrived}.
     *
     * @param outcome status of the answer, or 0 when none was sent
     */
    void left(SimulatedRequest request, int outcome);
}

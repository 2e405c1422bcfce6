package com.twinafas.poller.flow;

import java.util.ArrayList;
import java.util.List;

/** All flows of this process, each on a thread of its own. */
public final class Flows {

    private final List<Flow> flows;
    private final List<Thread> threads = new ArrayList<>();

    public Flows(List<Flow> flows) {
        this.flows = List.copyOf(flows);
    }

    public void start() {
        flows.forEach(flow -> threads.add(Thread.ofVirtual().name("poller-flow-", 0).start(flow)));
    }

    /** Ends all flows and waits until they have ended, so that nobody publishes afterwards. */
    public void stop() {
        flows.forEach(Flow::stop);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

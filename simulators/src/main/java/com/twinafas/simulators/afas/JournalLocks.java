package com.twinafas.simulators.afas;

import java.util.IdentityHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

import com.twinafas.simulators.fault.SimulatedRequest;

/** An entry locks its journal from its arrival to its end; another that comes meanwhile is refused (afas-api §3.6). */
final class JournalLocks {

    private static final Pattern ADMINISTRATION = Pattern.compile("\"UnId\"\\s*:\\s*\"?([^\",}]*)");
    private static final Pattern JOURNAL = Pattern.compile("\"JoCo\"\\s*:\\s*\"?([^\",}]*)");

    private final IdentityHashMap<SimulatedRequest, String> held = new IdentityHashMap<>();
    private final IdentityHashMap<SimulatedRequest, String> refused = new IdentityHashMap<>();

    synchronized void arrived(SimulatedRequest request) {
        if (request.operation().equals("FiEntries") && !request.method().equals("GET")) {
            String journal = first(JOURNAL, request.body());
            String place = first(ADMINISTRATION, request.body()) + "/" + journal;
            // Not containsValue, which here compares identities.
            if (held.values().stream().anyMatch(place::equals)) {
                refused.put(request, journal);
            } else {
                held.put(request, place);
            }
        }
    }

    /** The journal, when another request held it as this one arrived. */
    synchronized @Nullable String heldByAnother(SimulatedRequest request) {
        return refused.get(request);
    }

    synchronized void left(SimulatedRequest request) {
        refused.remove(request);
        held.remove(request);
    }

    private static String first(Pattern pattern, String body) {
        Matcher found = pattern.matcher(body);
        return found.find() ? found.group(1) : "";
    }
}

package io.github.cheevoherald.sandbox.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Orders faults of the REST side; those of the gateway are ordered at {@link Gateway}. */
public final class DiscordFaults {
    private final List<DiscordFault> faults = new CopyOnWriteArrayList<>();

    DiscordFaults() {}

    /** Begins the order of a fault. */
    public DiscordFaultOrder at(RestFilter where) {
        return new DiscordFaultOrder(this, where);
    }

    /** Ends all faults and releases what they hold. */
    public void clear() {
        faults.forEach(DiscordFault::release);
        faults.clear();
    }

    /** How many requests were struck by the faults in force. */
    public int strikes() {
        return faults.stream().mapToInt(DiscordFault::strikes).sum();
    }

    void add(DiscordFault fault) {
        faults.add(fault);
    }

    /** Those that strike the request, in the order in which they were ordered. */
    List<DiscordFault> strike(Request request) {
        List<DiscordFault> struck = new ArrayList<>();
        for (DiscordFault fault : faults) {
            if (fault.strike(request)) {
                struck.add(fault);
            }
        }
        return struck;
    }
}

package io.github.cheevoherald.sandbox.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Orders faults of the REST API; {@link Gateway} has those of the gateway. */
public final class DiscordFaults {
    private final List<DiscordFault> faults = new CopyOnWriteArrayList<>();

    DiscordFaults() {}

    /** Starts the order of a fault. */
    public DiscordFaultOrder at(RestFilter where) {
        return new DiscordFaultOrder(this, where);
    }

    /** Ends all faults and releases the requests they hold. */
    public void clear() {
        faults.forEach(DiscordFault::release);
        faults.clear();
    }

    /** How many requests the active faults have hit. */
    public int strikes() {
        return faults.stream().mapToInt(DiscordFault::strikes).sum();
    }

    void add(DiscordFault fault) {
        faults.add(fault);
    }

    /** The faults that hit the request, in the order they were ordered. */
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

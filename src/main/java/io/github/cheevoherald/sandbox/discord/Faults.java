package io.github.cheevoherald.sandbox.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Orders faults of the REST side; those of the gateway are ordered at {@link Gateway}. */
public final class Faults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    Faults() {}

    /** Begins the order of a fault. */
    public FaultOrder at(Where where) {
        return new FaultOrder(this, where);
    }

    /** Ends all faults and releases what they hold. */
    public void clear() {
        faults.forEach(Fault::release);
        faults.clear();
    }

    /** How many requests were struck by the faults in force. */
    public int strikes() {
        return faults.stream().mapToInt(Fault::strikes).sum();
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /** Those that strike the request, in the order in which they were ordered. */
    List<Fault> strike(Request request) {
        List<Fault> struck = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.strike(request)) {
                struck.add(fault);
            }
        }
        return struck;
    }
}

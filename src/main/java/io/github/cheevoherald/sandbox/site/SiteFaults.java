package io.github.cheevoherald.sandbox.site;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Orders faults of the embedded site. If several match a request, the oldest applies. */
public final class SiteFaults {
    /** No limit. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final SiteWorld world;
    private final List<SiteFaultOrder> orders = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();

    SiteFaults(SiteWorld world) {
        this.world = world;
    }

    /** Applies to every request until cancelled. */
    public SiteFaultOrder order(SiteFault fault) {
        return order(ApiFilter.everywhere(), fault, ALWAYS);
    }

    /** Applies to the next {@code times} matching requests. */
    public SiteFaultOrder order(ApiFilter where, SiteFault fault, int times) {
        return order(where, fault, times, 1, 0);
    }

    /** Applies to matching requests with the given probability, at most {@code times} times. */
    public SiteFaultOrder order(ApiFilter where, SiteFault fault, int times, double probability, long seed) {
        if (times < 1 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "A fault's times must be at least 1, its probability above 0 and at most 1.");
        }
        SiteFaultOrder order = new SiteFaultOrder(lastId.incrementAndGet(), where, fault, times, probability, seed);
        orders.add(order);
        return order;
    }

    /** The orders that are active or still hold requests. */
    public List<SiteFaultOrder> orders() {
        orders.removeIf(order -> order.isOver() && order.waiting() == 0);
        return List.copyOf(orders);
    }

    /** Ends all orders and releases the requests they hold. */
    public void clear() {
        orders.forEach(SiteFaultOrder::release);
        orders.clear();
    }

    @Nullable SiteFaultOrder striking(String method, @Nullable String user) {
        for (SiteFaultOrder order : orders) {
            if (order.where().matches(method, user, world) && order.strikes()) {
                return order;
            }
        }
        return null;
    }
}

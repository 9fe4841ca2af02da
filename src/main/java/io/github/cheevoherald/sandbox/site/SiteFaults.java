package io.github.cheevoherald.sandbox.site;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The weather of the embedded site: which requests go wrong, and how. Of several orders the oldest strikes. */
public final class SiteFaults {
    /** As often as it can. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final SiteWorld world;
    private final List<SiteFaultOrder> orders = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();

    SiteFaults(SiteWorld world) {
        this.world = world;
    }

    /** Strikes every request until cancelled. */
    public SiteFaultOrder order(SiteFault fault) {
        return order(ApiFilter.everywhere(), fault, ALWAYS);
    }

    /** Strikes the next {@code times} requests of that kind. */
    public SiteFaultOrder order(ApiFilter where, SiteFault fault, int times) {
        return order(where, fault, times, 1, 0);
    }

    /** Strikes requests of that kind with that probability, {@code times} at most. */
    public SiteFaultOrder order(ApiFilter where, SiteFault fault, int times, double probability, long seed) {
        if (times < 1 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "A fault needs times of 1 or more and a probability above 0, at most 1.");
        }
        SiteFaultOrder order = new SiteFaultOrder(lastId.incrementAndGet(), where, fault, times, probability, seed);
        orders.add(order);
        return order;
    }

    /** The orders that are not over, or still hold something. */
    public List<SiteFaultOrder> orders() {
        orders.removeIf(order -> order.isOver() && order.waiting() == 0);
        return List.copyOf(orders);
    }

    /** Fine weather: all orders end, and what they hold goes on. */
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

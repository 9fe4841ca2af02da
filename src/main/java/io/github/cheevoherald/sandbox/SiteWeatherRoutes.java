package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders faults of one of the embedded site's APIs, and lists its requests. */
final class SiteWeatherRoutes {
    private static final int SHOWN_REQUESTS = 1000;

    private final String path;
    private final SiteFaults faults;
    private final RequestLog requests;

    private SiteWeatherRoutes(String path, SiteFaults faults, RequestLog requests) {
        this.path = "/control/" + path;
        this.faults = faults;
        this.requests = requests;
    }

    static SiteWeatherRoutes ofFirstApi(EmbeddedRetroAchievements site) {
        return new SiteWeatherRoutes("site", site.faults(), site.requests());
    }

    static SiteWeatherRoutes ofSecondApi(EmbeddedRetroAchievements site) {
        return new SiteWeatherRoutes("site/v2", site.secondFaults(), site.secondRequests());
    }

    void addTo(RoutesConfig routes) {
        routes.get(path + "/faults", this::list);
        routes.post(path + "/faults", this::order);
        routes.delete(path + "/faults", this::clear);
        routes.delete(path + "/faults/{id}", context -> {
            find(context).cancel();
            context.status(204);
        });
        routes.post(path + "/faults/{id}/release", context -> {
            find(context).release();
            context.status(204);
        });
        routes.get(path + "/requests", this::requests);
        routes.delete(path + "/requests", context -> {
            requests.clear();
            context.status(204);
        });
    }

    private void list(Context context) {
        ControlJson.send(context, 200, orders());
    }

    List<OrderView> orders() {
        return faults.orders().stream().map(OrderView::of).toList();
    }

    private void order(Context context) {
        Body body = Body.of(context);
        ApiFilter where = new ApiFilter(body.text("method", null), body.text("player", null));
        SiteFault fault = new SiteFault(
                body.choice("kind", SiteFault.Kind.class),
                (int) body.number("status", 0),
                body.duration("time"),
                body.text("text", null));
        int times = body.count("times", SiteFaults.ALWAYS, SiteFaults.ALWAYS);
        double probability = body.fraction("probability", 1);
        long seed = body.number("seed", 0);
        body.end();
        ControlJson.send(context, 201, OrderView.of(faults.order(where, fault, times, probability, seed)));
    }

    private void clear(Context context) {
        faults.clear();
        context.status(204);
    }

    private void requests(Context context) {
        List<RequestLog.Entry> entries = requests.entries();
        Map<String, Integer> perMinute = new TreeMap<>();
        for (Map.Entry<Instant, Integer> minute : requests.perMinute().entrySet()) {
            perMinute.put(minute.getKey().toString(), minute.getValue());
        }
        int first = Math.max(0, entries.size() - SHOWN_REQUESTS);
        ControlJson.send(
                context, 200, new RequestsView(requests.total(), perMinute, entries.subList(first, entries.size())));
    }

    private SiteFaultOrder find(Context context) {
        long id = Paths.number(context, "id");
        return faults.orders().stream()
                .filter(order -> order.id() == id)
                .findFirst()
                .orElseThrow(() -> new BadRequest("There is no fault " + id + ", or it is over."));
    }

    /** An order as the control API shows it. */
    record OrderView(long id, ApiFilter where, SiteFault fault, int hits, int waiting) {
        static OrderView of(SiteFaultOrder order) {
            return new OrderView(order.id(), order.where(), order.fault(), order.hits(), order.waiting());
        }
    }

    /** Counts of requests, total and per minute, and the latest requests. */
    record RequestsView(long total, Map<String, Integer> perMinute, List<RequestLog.Entry> latest) {}
}

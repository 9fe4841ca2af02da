package io.github.cheevoherald.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gauges in Prometheus' text format. The library is not loaded until somebody asks for them. */
public final class Metrics {
    private final List<Gauge.Builder<Supplier<Number>>> gauges = new ArrayList<>();
    private @Nullable PrometheusMeterRegistry registry;

    /** Adds a gauge. Its name has dots, which become underscores, and its unit last. */
    public Metrics gauge(String name, String description, Supplier<Number> value) {
        gauges.add(Gauge.builder(name, value).description(description));
        return this;
    }

    /** All gauges as they are now; {@code NaN} for one that cannot be read. */
    synchronized String text() {
        if (registry == null) {
            PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            gauges.forEach(gauge -> gauge.register(made));
            registry = made;
        }
        return registry.scrape();
    }
}

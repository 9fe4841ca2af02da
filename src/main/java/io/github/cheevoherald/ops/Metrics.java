package io.github.cheevoherald.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Numbers in Prometheus' form. Nothing of the library is loaded before somebody asks for them. */
public final class Metrics {
    private final List<Gauge.Builder<Supplier<Number>>> gauges = new ArrayList<>();
    private @Nullable PrometheusMeterRegistry registry;

    /**
     * Adds a number that is looked up each time.
     *
     * @param name with dots, which become underscores; Prometheus' unit last
     */
    public Metrics gauge(String name, String description, Supplier<Number> value) {
        gauges.add(Gauge.builder(name, value).description(description));
        return this;
    }

    /** What they are now. A number that cannot be had is {@code NaN}. */
    synchronized String text() {
        if (registry == null) {
            PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            gauges.forEach(gauge -> gauge.register(made));
            registry = made;
        }
        return registry.scrape();
    }
}

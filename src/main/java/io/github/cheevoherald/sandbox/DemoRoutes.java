package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.demo.Demo;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pauses the demo and sets its speed. */
final class DemoRoutes {
    private final Supplier<@Nullable Demo> demo;

    DemoRoutes(Supplier<@Nullable Demo> demo) {
        this.demo = demo;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/demo", this::show);
        routes.put("/control/demo", this::change);
    }

    private void show(Context context) {
        ControlJson.send(context, 200, state());
    }

    State state() {
        Demo running = demo.get();
        return running == null ? new State(false, false, 0) : new State(true, running.isPaused(), running.speed());
    }

    private void change(Context context) {
        Demo running = demo.get();
        if (running == null) {
            throw new BadRequest("This sandbox has no demo.");
        }
        Body body = Body.of(context);
        boolean paused = body.flag("paused", running.isPaused());
        double speed = body.fraction("speed", running.speed());
        body.end();
        running.speed(speed);
        running.pause(paused);
        show(context);
    }

    /** Whether there is a demo, whether it is paused, and its speed relative to normal. */
    record State(boolean present, boolean paused, double speed) {}
}

package io.github.cheevoherald;

import io.github.cheevoherald.config.ConfigLoader;
import io.github.cheevoherald.ops.HealthProbe;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A separate program that asks a running bot whether it is healthy, for container images that have nothing but Java. It
 * exits with 0 or 1.
 */
public final class HealthCheck {
    private HealthCheck() {}

    /** Asks where {@code config.yml} or the environment says that the bot answers. */
    public static void main(String[] args) {
        System.exit(HealthProbe.probe(settings(System.getenv(), Path.of("").toAbsolutePath()), System.err));
    }

    /** The environment, with what the file says of the health pages. Most containers have no file, and nothing is loaded. */
    static Map<String, String> settings(Map<String, String> environment, Path folder) {
        Map<String, String> settings = new HashMap<>(environment);
        if (new File(folder.toFile(), "config.yml").exists()) {
            ConfigLoader.http(environment, folder).ifPresent(http -> {
                settings.put("HERALD_HTTP_HOST", http.host());
                settings.put("HERALD_HTTP_PORT", Integer.toString(http.port()));
            });
        }
        return settings;
    }
}

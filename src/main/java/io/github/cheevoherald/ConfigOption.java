package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.config.ConfigLoader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --config} option that several commands share, and the settings it leads to. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings file (default: config.yml in the working directory, if it exists).")
    private @Nullable Path config;

    Config load() throws ConfigException {
        return ConfigLoader.load(config, System.getenv(), Path.of("").toAbsolutePath());
    }

    /** The settings for a database at another address than the configured one; nothing else need be configured. */
    Config.Database loadDatabase(String url) throws ConfigException {
        return ConfigLoader.loadDatabase(
                url, config, System.getenv(), Path.of("").toAbsolutePath());
    }
}

package io.github.cheevoherald.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the YAML file, puts an image's defaults ({@code HERALD_DEFAULT_…}) below it and the environment on top, and reports all
 * problems at once.
 */
public final class ConfigLoader {
    private static final String PREFIX = "HERALD_";

    /** Before a key as above: a default of whoever packaged the bot. */
    private static final String DEFAULT_PREFIX = "HERALD_DEFAULT_";

    private static final String FROM_FILE = "_FILE";
    private static final String DEFAULT_FILE = "config.yml";

    /**
     * Kubernetes sets these in every pod beside a service called {@code herald}: {@code HERALD_SERVICE_HOST},
     * {@code HERALD_PORT_8078_TCP_ADDR} and so on. They are not settings.
     */
    private static final Pattern OF_A_KUBERNETES_SERVICE =
            Pattern.compile("HERALD_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_.*)?)");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "discord.token",
            "discord.api-url",
            "discord.servers",
            "retroachievements.api-key",
            "retroachievements.url",
            "retroachievements.media-url",
            "retroachievements.requests-per-minute",
            "retroachievements.v2-url",
            "retroachievements.v2-requests-per-minute",
            "database.url",
            "database.user",
            "database.password",
            "polling.min-interval",
            "polling.max-interval",
            "polling.overlap",
            "polling.late-horizon",
            "polling.sweep-interval",
            "limits.players-per-server",
            "limits.players",
            "http.host",
            "http.port"));

    private static final Set<String> LISTS = Set.of("discord.servers");

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> reported = new TreeSet<>();
    private boolean fileIsRead = true;

    private ConfigLoader(Map<String, String> environment, Path workingDirectory) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
    }

    /**
     * Loads and checks the settings. Without a file, {@code config.yml} in the working directory is read, if it exists.
     */
    public static Config load(@Nullable Path file, Map<String, String> environment, Path workingDirectory)
            throws ConfigException {
        ConfigLoader loader = new ConfigLoader(environment, workingDirectory);
        loader.read(file);
        return loader.unlessWrong(loader.build());
    }

    private <T> T unlessWrong(T loaded) throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return loaded;
    }

    /** Where the health pages are, for a program that only asks for them; empty when these settings can't be read. */
    public static Optional<Config.Http> http(Map<String, String> environment, Path workingDirectory) {
        Map<String, String> ofHttp = new TreeMap<>(environment);
        ofHttp.keySet().removeIf(name -> !name.contains("_HTTP_"));
        ConfigLoader loader = new ConfigLoader(ofHttp, workingDirectory);
        loader.read(null);
        Config.Http http = http(new Settings(loader.values, loader.problems, KEYS));
        boolean wrong = loader.problems.stream().anyMatch(problem -> problem.startsWith("http."));
        return wrong || !loader.fileIsRead ? Optional.empty() : Optional.of(http);
    }

    /** Loads who logs in at an address; a file needs nobody. No other key need be set. */
    public static Config.Database loadDatabase(
            String url, @Nullable Path file, Map<String, String> environment, Path workingDirectory)
            throws ConfigException {
        ConfigLoader loader = new ConfigLoader(environment, workingDirectory);
        loader.read(file);
        return loader.unlessWrong(DatabaseSettings.at(url, loader.settings()));
    }

    private void read(@Nullable Path file) {
        for (String key : KEYS) {
            String value = environment.get(variable(DEFAULT_PREFIX, key));
            if (value != null) {
                values.put(key, value);
            }
        }
        readFile(file);
        readEnvironment();
    }

    /** The environment variable that sets a key. */
    static String variable(String key) {
        return variable(PREFIX, key);
    }

    private static String variable(String prefix, String key) {
        return prefix + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private void readFile(@Nullable Path named) {
        Path file = workingDirectory.resolve(named == null ? Path.of(DEFAULT_FILE) : named);
        if (named == null && !Files.exists(file)) {
            return;
        }
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root != null && root.isObject()) {
                flatten("", root);
            } else if (root != null && !root.isMissingNode() && !root.isNull()) {
                unreadable(file.getFileName() + ": must be keys with values, as in config.example.yml");
            }
        } catch (MismatchedInputException e) {
            unreadable(file.getFileName() + ": has the same key twice" + place(e));
        } catch (JacksonException e) {
            unreadable(file.getFileName() + ": isn't valid YAML" + place(e));
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? ": is a folder" : ": can't be read";
            unreadable(file + (Files.notExists(file) ? ": doesn't exist" : why));
        }
    }

    private void unreadable(String problem) {
        problems.add(problem);
        fileIsRead = false;
    }

    /** The parser's own message is not used: it quotes the file, which may contain a secret. */
    private static String place(JacksonException e) {
        if (e.getCause() instanceof MarkedYAMLException fault) {
            // Jackson reports its own position, which may be lines before. A block left open at the end began
            // elsewhere.
            boolean open = fault.getContextMark() != null && fault.getProblem().contains("end of stream");
            Mark mark = open ? fault.getContextMark() : fault.getProblemMark();
            return mark == null ? "" : " (line " + (mark.getLine() + 1) + ")";
        }
        boolean known = e.getLocation() != null && !(e.getCause() instanceof YAMLException);
        return known ? " (line " + e.getLocation().getLineNr() + ")" : "";
    }

    private void flatten(String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(key + ".", value);
            } else if (!KEYS.contains(key)) {
                boolean section = KEYS.stream().anyMatch(known -> known.startsWith(key + "."));
                if (!section) {
                    problems.add(key + ": no such key" + didYouMean(NearMiss.of(key, KEYS, '.')));
                } else if (!value.isNull()) {
                    problems.add(key + ": must have keys of its own, as in config.example.yml");
                }
            } else if (value.isArray() && LISTS.contains(key)) {
                values.put(key, list(value));
            } else if (value.isArray()) {
                problems.add(key + ": must be one value, not a list");
            } else if (!value.isNull()) {
                values.put(key, value.asText());
            }
        }
    }

    /** Split as in the environment. Empty parts stay, so that they are reported. */
    private static String list(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.isValueNode() ? item.asText() : item.toString()));
        return String.join(",", texts);
    }

    private void readEnvironment() {
        Map<String, String> keys = new TreeMap<>();
        Map<String, String> given = new TreeMap<>(environment);
        for (String key : KEYS) {
            keys.put(variable(key), key);
            given.remove(variable(DEFAULT_PREFIX, key));
        }
        for (Map.Entry<String, String> entry : given.entrySet()) {
            String name = entry.getKey();
            if (!name.startsWith(PREFIX)) {
                continue;
            }
            String key = keys.get(name);
            String fileKey =
                    name.endsWith(FROM_FILE) ? keys.get(name.substring(0, name.length() - FROM_FILE.length())) : null;
            if (key != null) {
                values.put(key, entry.getValue());
            } else if (fileKey == null) {
                refuse(name);
            } else if (environment.containsKey(variable(fileKey))) {
                problems.add(fileKey + ": set only one of " + variable(fileKey) + " and " + name);
            } else {
                readValue(fileKey, name, entry.getValue());
            }
        }
    }

    private void refuse(String name) {
        if (!OF_A_KUBERNETES_SERVICE.matcher(name).matches()) {
            List<String> variables = KEYS.stream().map(ConfigLoader::variable).toList();
            problems.add(name + ": no such setting" + didYouMean(NearMiss.of(name, variables, '_')));
        }
    }

    private static String didYouMean(Optional<String> other) {
        return other.map(name -> "; did you mean " + name + "?").orElse("");
    }

    private void readValue(String key, String name, String file) {
        try {
            String value = Files.readString(workingDirectory.resolve(file), StandardCharsets.UTF_8);
            if (value.isBlank()) {
                problems.add(key + ": the file in " + name + " is empty; put the value in it");
                reported.add(key);
            }
            values.put(key, value.strip());
        } catch (IOException | RuntimeException e) {
            // The value is not shown: it may be a secret, set under the wrong name.
            reported.add(key);
            problems.add(
                    key + ": " + name + " must name a readable file; to set the value itself, use " + variable(key));
        }
    }

    private Settings settings() {
        return new Settings(values, problems, fileIsRead ? reported : KEYS);
    }

    private Config build() {
        Settings settings = settings();
        return new Config(
                new Config.Discord(
                        settings.secret("discord.token"),
                        settings.address("discord.api-url", "https://discord.com/api/v10/"),
                        settings.ids("discord.servers")),
                new Config.RetroAchievements(
                        settings.secret("retroachievements.api-key"),
                        settings.address("retroachievements.url", "https://retroachievements.org/"),
                        settings.address("retroachievements.media-url", "https://media.retroachievements.org/"),
                        settings.whole("retroachievements.requests-per-minute", 60, 1, 1_000_000),
                        settings.addressOrNull("retroachievements.v2-url", "https://api.retroachievements.org/v2/"),
                        settings.whole("retroachievements.v2-requests-per-minute", 40, 1, 1_000_000)),
                DatabaseSettings.of(settings, problems),
                PollingSettings.of(settings, problems),
                new Config.Limits(
                        settings.whole("limits.players-per-server", 200, 1, 1_000_000),
                        settings.whole("limits.players", 10_000, 1, 1_000_000)),
                http(settings));
    }

    private static Config.Http http(Settings settings) {
        return new Config.Http(settings.text("http.host", "127.0.0.1"), settings.whole("http.port", 8078, 0, 65_535));
    }
}

package io.github.cheevoherald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {
    private static final String SECRETS = """
            discord:
              token: top-secret-token
            retroachievements:
              api-key: top-secret-key
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void theTwoSecretsAreEnough() throws Exception {
        Config config = load(SECRETS);

        assertThat(config.discord().token().reveal()).isEqualTo("top-secret-token");
        assertThat(config.discord().apiUrl()).isEqualTo(URI.create("https://discord.com/api/v10/"));
        assertThat(config.retroachievements().apiKey().reveal()).isEqualTo("top-secret-key");
        assertThat(config.retroachievements().url()).isEqualTo(URI.create("https://retroachievements.org/"));
        assertThat(config.retroachievements().mediaUrl()).isEqualTo(URI.create("https://media.retroachievements.org/"));
        assertThat(config.retroachievements().requestsPerMinute()).isEqualTo(60);
        assertThat(config.retroachievements().v2Url()).isEqualTo(URI.create("https://api.retroachievements.org/v2/"));
        assertThat(config.retroachievements().v2RequestsPerMinute()).isEqualTo(40);
        assertThat(config.database().url()).isEqualTo("jdbc:sqlite:cheevo-herald.db");
        assertThat(config.polling())
                .isEqualTo(new Config.Polling(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15),
                        Duration.ofDays(14),
                        Duration.ofHours(12)));
        assertThat(config.discord().servers()).isEmpty();
        assertThat(config.discord().serves(1)).isTrue();
        assertThat(config.limits()).isEqualTo(new Config.Limits(200, 10_000));
        assertThat(config.http()).isEqualTo(new Config.Http("127.0.0.1", 8078));
    }

    @Test
    void anEmptyAddressTurnsTheSecondApiOff() throws Exception {
        Config inTheFile = load(SECRETS + "  v2-url: \"\"\n  v2-requests-per-minute: 1\n");
        assertThat(inTheFile.retroachievements().v2Url()).isNull();
        assertThat(inTheFile.retroachievements().v2RequestsPerMinute()).isEqualTo(1);

        environment.put("HERALD_RETROACHIEVEMENTS_V2_URL", "");
        assertThat(load(SECRETS).retroachievements().v2Url()).isNull();

        environment.put("HERALD_RETROACHIEVEMENTS_V2_URL", "http://127.0.0.1:8080/v2");
        assertThat(load(SECRETS).retroachievements().v2Url()).isEqualTo(URI.create("http://127.0.0.1:8080/v2/"));

        environment.put("HERALD_RETROACHIEVEMENTS_V2_URL", "elsewhere");
        environment.put("HERALD_RETROACHIEVEMENTS_V2_REQUESTS_PER_MINUTE", "0");
        assertThat(problems(SECRETS))
                .containsExactly(
                        "retroachievements.v2-url: \"elsewhere\" isn't an address such as"
                                + " https://api.retroachievements.org/v2/",
                        "retroachievements.v2-requests-per-minute: \"0\" isn't a whole number from 1 to 1000000");
    }

    @Test
    void theEnvironmentAloneIsEnough() throws Exception {
        environment.put("HERALD_DISCORD_TOKEN", "t");
        environment.put("HERALD_RETROACHIEVEMENTS_API_KEY", "k");
        environment.put("HERALD_POLLING_SWEEP_INTERVAL", "10s");

        Config config = load(null);

        assertThat(config.polling().sweepInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theEnvironmentOverridesTheFile() throws Exception {
        environment.put("HERALD_DISCORD_TOKEN", "other");

        assertThat(load(SECRETS).discord().token().reveal()).isEqualTo("other");
    }

    @Test
    void anImagesDefaultsLieBelowTheFile() throws Exception {
        environment.put("HERALD_DEFAULT_DATABASE_URL", "jdbc:sqlite:/data/herald.db");
        environment.put("HERALD_DEFAULT_HTTP_PORT", "9000");

        assertThat(load(SECRETS).database().url()).isEqualTo("jdbc:sqlite:/data/herald.db");
        String file = SECRETS + "database:\n  url: jdbc:postgresql://db/herald\n  user: ann\n";
        assertThat(load(file).database().url()).isEqualTo("jdbc:postgresql://db/herald");
        assertThat(load(file).http().port()).isEqualTo(9000);
        environment.put("HERALD_DATABASE_URL", "jdbc:sqlite:own.db");
        assertThat(load(file).database().url()).isEqualTo("jdbc:sqlite:own.db");
    }

    @Test
    void anImagesDefaultWinsWhereTheExampleFileIsLeftAsItIs() throws Exception {
        environment.put("HERALD_DISCORD_TOKEN", "t");
        environment.put("HERALD_RETROACHIEVEMENTS_API_KEY", "k");
        environment.put("HERALD_DEFAULT_DATABASE_URL", "jdbc:sqlite:/data/herald.db");

        assertThat(load(Files.readString(Path.of("config.example.yml")))
                        .database()
                        .url())
                .isEqualTo("jdbc:sqlite:/data/herald.db");
    }

    @Test
    void aDefaultOfNoSettingIsAProblem() {
        environment.put("HERALD_DEFAULT_DATABASE", "x");

        assertThat(problems(SECRETS)).singleElement().asString().startsWith("HERALD_DEFAULT_DATABASE: no such setting");
    }

    @Test
    void theHealthPagesAreFoundWithoutTheRest() throws IOException {
        Files.writeString(folder.resolve("config.yml"), "discord: {token: \"\"}\nhttp: {host: 0.0.0.0, port: 9000}\n");
        environment.put("HERALD_DISCORD_TOKEN_FILE", "nowhere");

        assertThat(ConfigLoader.http(environment, folder)).contains(new Config.Http("0.0.0.0", 9000));
        environment.put("HERALD_HTTP_PORT", "9001");
        assertThat(ConfigLoader.http(environment, folder)).contains(new Config.Http("0.0.0.0", 9001));
        environment.put("HERALD_HTTP_PORT", "many");
        assertThat(ConfigLoader.http(environment, folder)).isEmpty();
        Files.writeString(folder.resolve("config.yml"), "http: [");
        environment.remove("HERALD_HTTP_PORT");
        assertThat(ConfigLoader.http(environment, folder)).isEmpty();
    }

    @Test
    void aVariableMayNameAFileThatHoldsTheValue() throws Exception {
        Files.writeString(folder.resolve("token.txt"), "from-file\n");
        environment.put("HERALD_DISCORD_TOKEN_FILE", "token.txt");

        assertThat(load(SECRETS).discord().token().reveal()).isEqualTo("from-file");
    }

    @Test
    void aSecretGivenInPlaceOfAFileNameIsNotShown() {
        environment.put("HERALD_DISCORD_TOKEN_FILE", "MTE0.the-token-itself");

        assertThat(problems(""))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("discord.token: HERALD_DISCORD_TOKEN_FILE must name a readable file")
                        .contains("HERALD_DISCORD_TOKEN"))
                .noneMatch(problem -> problem.contains("MTE0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"MTE0.x.y\" | leave out the quotation marks",
                "“MTE0.x.y” | leave out the quotation marks",
                "Bot MTE0.x.y | leave out the word before the value",
                "MTE0.x y | has characters that can't be part of it; copy it again"
            })
    void aSecretPastedWithExtraCharactersGetsASentenceThatHelps(String content, String sentence) throws IOException {
        Files.writeString(folder.resolve("token.txt"), content + "\n");
        environment.put("HERALD_DISCORD_TOKEN_FILE", "token.txt");

        assertThat(problems(SECRETS))
                .singleElement()
                .asString()
                .startsWith("discord.token: ")
                .contains(sentence);
    }

    @Test
    void aSecretFileWithAByteOrderMarkGetsASentenceThatHelps() throws IOException {
        Files.writeString(folder.resolve("token.txt"), "\uFEFFMTE0.x.y");
        environment.put("HERALD_DISCORD_TOKEN_FILE", "token.txt");

        assertThat(problems(SECRETS))
                .singleElement()
                .asString()
                .contains("discord.token: starts with a byte order mark");
    }

    @Test
    void anEmptySecretFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("token.txt"), "\n");
        environment.put("HERALD_DISCORD_TOKEN_FILE", "token.txt");

        assertThat(problems(SECRETS))
                .containsExactly("discord.token: the file in HERALD_DISCORD_TOKEN_FILE is empty; put the value in it");
    }

    @Test
    void aMisspeltKeyNamesTheKeyThatWasMeant() {
        environment.put("HERALD_DISCORD_TOKE", "t");
        environment.put("HERALD_API_KEY", "k");

        assertThat(problems(SECRETS + """
                token: t
                polling:
                  max_interval: 1h
                  colour: red
                """))
                .containsExactlyInAnyOrder(
                        "token: no such key; did you mean discord.token?",
                        "polling.max_interval: no such key; did you mean polling.max-interval?",
                        "polling.colour: no such key",
                        "HERALD_DISCORD_TOKE: no such setting; did you mean HERALD_DISCORD_TOKEN?",
                        "HERALD_API_KEY: no such setting; did you mean HERALD_RETROACHIEVEMENTS_API_KEY?");
    }

    @Test
    void ignoresVariablesThatKubernetesSetsForAServiceCalledHerald() throws Exception {
        environment.put("HERALD_SERVICE_HOST", "10.0.0.7");
        environment.put("HERALD_SERVICE_PORT", "8078");
        environment.put("HERALD_SERVICE_PORT_HTTP", "8078");
        environment.put("HERALD_PORT", "tcp://10.0.0.7:8078");
        environment.put("HERALD_PORT_8078_TCP", "tcp://10.0.0.7:8078");
        environment.put("HERALD_PORT_8078_TCP_ADDR", "10.0.0.7");

        assertThat(load(SECRETS).http()).isEqualTo(new Config.Http("127.0.0.1", 8078));

        environment.put("HERALD_PORTS", "1");

        assertThat(problems(SECRETS)).containsExactly("HERALD_PORTS: no such setting");
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsKeyAndNoSecret() {
        environment.put("HERALD_COLOUR", "red");
        environment.put("HERALD_HTTP_PORT_FILE", "nowhere");

        List<String> problems = problems("""
                discord:
                  token: top secret
                  api-url: ftp://discord
                  colour: blue
                retroachievements:
                  requests-per-minute: 0
                polling:
                  min-interval: soon
                  max-interval: 0s
                limits: [1]
                extra: 1
                """);

        assertThat(String.join("\n", problems))
                .contains(
                        "discord.token",
                        "discord.api-url",
                        "discord.colour",
                        "retroachievements.api-key",
                        "retroachievements.requests-per-minute",
                        "polling.min-interval",
                        "polling.max-interval",
                        "limits",
                        "extra",
                        "HERALD_COLOUR",
                        "http.port")
                .doesNotContain("top secret");
    }

    @Test
    void brokenYamlIsOneSentenceThatQuotesNothing() {
        List<String> problems = problems("discord: {token: top-secret-token\n  x: [");

        assertThat(problems.get(0)).contains("config.yml: isn't valid YAML").doesNotContain("top-secret");
        assertThat(problems.get(0).lines()).hasSize(1);
    }

    @Test
    void anUnreadableFileIsTheOnlyProblemReportedForIt() {
        environment.put("HERALD_HTTP_PORT", "many");

        assertThat(problems("discord: {token: t\n  x: ["))
                .containsExactly(
                        "config.yml: isn't valid YAML (line 2)",
                        "http.port: \"many\" isn't a whole number from 0 to 65535");
        assertThat(problems("just words")).noneMatch(problem -> problem.contains("missing"));
        assertThat(problems("a: 1\na: 2\n")).noneMatch(problem -> problem.contains("missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "'discord:~\ttoken: t~', 2",
        "'discord:~  token: t~\tapi-url: x~http:~', 3",
        "'discord:~  token: \"open~http:~', 2",
        "'discord:~  token: a: b~', 2",
        "'http: 1~- token~', 2"
    })
    void brokenYamlIsNamedByTheLineWhereItBreaks(String yaml, int line) {
        assertThat(problems(yaml.replace('~', '\n')))
                .containsExactly("config.yml: isn't valid YAML (line " + line + ")");
    }

    @Test
    void anEmptyVariableIsMissingEvenIfTheFileIsUnreadable() {
        environment.put("HERALD_DISCORD_TOKEN", " ");

        assertThat(problems("x: [")).hasSize(2).anyMatch(problem -> problem.startsWith("discord.token: missing"));
    }

    @Test
    void aDuplicateKeyIsAProblem() {
        List<String> problems = problems("discord:\n  token: first-one\n  token: other-one\n");

        assertThat(problems.get(0)).isEqualTo("config.yml: has the same key twice (line 3)");
    }

    @Test
    void aSectionWithOneValueIsReportedToNeedKeys() {
        assertThat(problems("database: jdbc:sqlite:x.db"))
                .contains("database: must have keys of its own, as in config.example.yml");
    }

    @Test
    void aPostgresDatabaseComesWithAUserAndASecretPassword() throws Exception {
        environment.put("HERALD_DATABASE_URL", "jdbc:postgresql://db.example:5433/herald?sslmode=require");
        environment.put("HERALD_DATABASE_USER", "ann");
        Files.writeString(folder.resolve("password"), "it's a secret\n");
        environment.put("HERALD_DATABASE_PASSWORD_FILE", "password");

        Config.Database database = load(SECRETS).database();

        assertThat(database)
                .isEqualTo(new Config.Database(
                        "jdbc:postgresql://db.example:5433/herald?sslmode=require",
                        "ann",
                        new Secret("it's a secret")));
        assertThat(database.toString()).doesNotContain("secret");
    }

    @Test
    void aPostgresDatabaseNeedsAUserWhereverItIsNamed() throws Exception {
        assertThat(problems(SECRETS + "database: {url: 'jdbc:postgresql://localhost/herald'}"))
                .containsExactly("database.user: missing; set it in the configuration file or as HERALD_DATABASE_USER");

        environment.put("HERALD_DATABASE_URL", "jdbc:postgresql://localhost/herald?user=ann");
        assertThat(load(SECRETS).database().user()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ann:hidden@localhost/herald",
                "jdbc:postgresql://ann:hidden@localhost/herald",
                "jdbc:postgresql://localhost/herald?user=ann&password=hidden",
                "jdbc:mysql://localhost/herald?password=hidden"
            })
    void anAddressWithAPasswordInItIsRefusedAndNotShown(String url) {
        assertThat(problems(SECRETS + "database: {url: '" + url + "'}"))
                .singleElement()
                .asString()
                .startsWith("database.url: ")
                .doesNotContain("hidden");
    }

    @Test
    void aFolderInPlaceOfTheFileIsReportedAsOne() {
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(Path.of("."), environment, folder));

        assertThat(failure.problems().get(0)).endsWith("is a folder");
    }

    @Test
    void aNamedFileThatIsMissingIsAProblem() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.load(Path.of("missing.yml"), environment, folder));

        assertThat(failure.problems()).singleElement().asString().endsWith("missing.yml: doesn't exist");
    }

    @ParameterizedTest
    @CsvSource({"30s,PT30S", "10m,PT10M", "12h,PT12H", "14d,PT336H", "PT90S,PT1M30S", "P1D,PT24H", "1H,PT1H"})
    void durationsMayBeShortOrIso(String text, Duration duration) throws Exception {
        environment.put("HERALD_POLLING_OVERLAP", text);

        assertThat(load(SECRETS).polling().overlap()).isEqualTo(duration);
    }

    @Test
    void aLateHorizonShorterThanTheOverlapIsReportedWithOtherProblems() {
        environment.put("HERALD_POLLING_LATE_HORIZON", "10m");
        environment.put("HERALD_HTTP_PORT", "x");

        assertThat(problems(SECRETS))
                .anyMatch(problem -> problem.startsWith("polling.late-horizon: can't be shorter than polling.overlap"))
                .anyMatch(problem -> problem.startsWith("http.port"));

        environment.put("HERALD_POLLING_LATE_HORIZON", "soon");
        assertThat(problems(SECRETS))
                .filteredOn(problem -> problem.contains("late-horizon"))
                .hasSize(1);
    }

    @Test
    void addressesMayLackTheFinalSlash() throws Exception {
        environment.put("HERALD_DISCORD_API_URL", "http://127.0.0.1:5000/api/v10");

        assertThat(load(SECRETS).discord().apiUrl()).isEqualTo(URI.create("http://127.0.0.1:5000/api/v10/"));
    }

    @Test
    void theSecretsOfTheExampleFileHaveToBeReplaced() throws Exception {
        String example = Files.readString(Path.of("config.example.yml"));

        assertThat(problems(example))
                .containsExactly(
                        "discord.token: still has the placeholder from config.example.yml; replace it with your own",
                        "retroachievements.api-key: still has the placeholder from config.example.yml; replace it with your"
                                + " own");
    }

    @Test
    void theExampleFileNamesEveryKeyAndIsValid() throws Exception {
        environment.put("HERALD_DISCORD_TOKEN", "t");
        environment.put("HERALD_RETROACHIEVEMENTS_API_KEY", "k");
        String example = Files.readString(Path.of("config.example.yml"));
        Config defaults = load(null);

        assertThat(load(example))
                .as("the defaults that it shows")
                .usingRecursiveComparison()
                .isEqualTo(defaults);
        for (String key : List.of(
                "token",
                "api-url",
                "api-key",
                "url",
                "media-url",
                "user",
                "password",
                "requests-per-minute",
                "v2-url",
                "v2-requests-per-minute",
                "min-interval",
                "max-interval",
                "overlap",
                "late-horizon",
                "sweep-interval",
                "players-per-server",
                "servers",
                "players",
                "host",
                "port")) {
            assertThat(example).contains(key + ":");
        }
    }

    @Test
    void serversAreAListOfIdsInTheFileAndInTheEnvironment() throws Exception {
        Config config = load(
                SECRETS.replace("discord:", "discord:\n  servers: [123456789012345678, \"18446744073709551615\"]"));

        assertThat(config.discord().servers()).containsExactly(123456789012345678L, -1L);
        assertThat(config.discord().serves(-1L)).isTrue();
        assertThat(config.discord().serves(123456789012345679L)).isFalse();

        environment.put("HERALD_DISCORD_SERVERS", "123456789012345679 , 12345678901234567");
        assertThat(load(null).discord().servers()).containsExactly(123456789012345679L, 12345678901234567L);

        environment.put("HERALD_DISCORD_SERVERS", "");
        assertThat(load(null).discord().servers()).isEmpty();
    }

    @Test
    void everyInvalidOrDuplicateServerIdIsAProblem() {
        String list = "[12, Home, 123456789012345678, \"99999999999999999999\", [1], ~, 123456789012345678]";

        assertThat(problems(SECRETS.replace("discord:", "discord:\n  servers: " + list) + "\nlimits:\n  players: 0\n"))
                .hasSize(7)
                .allMatch(problem -> problem.startsWith("discord.servers: ") || problem.startsWith("limits.players: "))
                .anyMatch(problem -> problem.equals("discord.servers: 123456789012345678 is listed twice"))
                .anyMatch(problem -> problem.contains("\"Home\" isn't a server id"));
    }

    @Test
    void noTextOfTheConfigurationShowsASecret() throws Exception {
        assertThat(load(SECRETS).toString()).doesNotContain("top-secret");
    }

    private Config load(@Nullable String yaml) throws ConfigException, IOException {
        if (yaml != null) {
            Files.writeString(folder.resolve("config.yml"), yaml);
        }
        return ConfigLoader.load(null, environment, folder);
    }

    private List<String> problems(String yaml) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> load(yaml));
        return failure.problems();
    }
}

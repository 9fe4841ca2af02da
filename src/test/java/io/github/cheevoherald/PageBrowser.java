package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium showing the sandbox's page, used as people use it. */
final class PageBrowser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final JsonMapper JSON = new JsonMapper();

    private final ChromeDriver driver;

    private PageBrowser(Path chromium, Path chromedriver, Path profile) {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-precise-memory-info",
                "--js-flags=--expose-gc",
                "--lang=en-GB",
                "--user-data-dir=" + profile.toAbsolutePath());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // With the driver's file given, Selenium Manager has nothing to download.
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .withSilent(true)
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Empty if this machine has no Chromium, or no driver for it. */
    static Optional<PageBrowser> start(Path profile) {
        Optional<Path> chromium = installed("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = installed("chromedriver");
        return chromium.isPresent() && driver.isPresent()
                ? Optional.of(new PageBrowser(chromium.get(), driver.get(), profile))
                : Optional.empty();
    }

    private static Optional<Path> installed(String... names) {
        for (String name : names) {
            for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
                Path file = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    void open(URI page) {
        driver.get(page.toString());
        await("the page hears from the sandbox")
                .atMost(PATIENCE)
                .until(() -> !text("#channel-name").isEmpty() && count("#me option") > 0);
    }

    /** Leaves the page before the sandbox ends. */
    void leave() {
        driver.get("about:blank");
    }

    void reload() {
        String before = text("#channel-name");
        driver.navigate().refresh();
        await("the page is back")
                .atMost(PATIENCE)
                .until(() -> text("#channel-name").equals(before));
    }

    /** Sets desktop or phone size, and a dark or light theme. */
    void look(boolean dark, boolean phone) {
        look(dark, phone, phone ? 844 : 850);
    }

    /** The same with a window of another height. */
    void look(boolean dark, boolean phone, int height) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        phone ? 390 : 1360,
                        "height",
                        height,
                        "deviceScaleFactor",
                        phone ? 2 : 1,
                        "mobile",
                        phone));
    }

    /** Becomes one of the members. */
    void become(String member) {
        script(
                "const select = document.getElementById('me');"
                        + "select.value = [...select.options].find((one) => one.textContent === arguments[0]).value;"
                        + "select.dispatchEvent(new Event('change'));",
                member);
    }

    /** Types into the focused element. */
    void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Chooses a command in the composer by typing its first letters. */
    void command(String typed, String command) {
        WebElement box = driver.findElement(By.id("message-text"));
        box.clear();
        box.sendKeys(typed);
        awaitText("#suggestions [aria-selected=true]", command);
        box.sendKeys(Keys.ENTER);
        awaitText(".command-name", command);
    }

    void click(String selector, String label) {
        script(
                "const all = [...document.querySelectorAll(arguments[0])];"
                        + "const one = all.reverse().find((some) => some.textContent.trim().startsWith(arguments[1]));"
                        + "if (!one || one.disabled) throw new Error('cannot click ' + arguments[1]);"
                        + "one.click();",
                selector,
                label);
    }

    void choose(String id, String label) {
        pick("#" + id, label);
    }

    /** Chooses an entry in a list. */
    void pick(String selector, String label) {
        script(
                "const select = document.querySelector(arguments[0]);"
                        + "const option = [...select.options].find((one) => one.textContent.includes(arguments[1]));"
                        + "if (!option) throw new Error('no option ' + arguments[1]);"
                        + "select.value = option.value; select.dispatchEvent(new Event('change'));",
                selector,
                label);
    }

    /** Waits until a matching element contains the text. */
    void awaitText(String selector, String text) {
        await("\"" + text + "\" in " + selector).atMost(PATIENCE).until(() -> holds(selector, text));
    }

    boolean holds(String selector, String text) {
        return Boolean.TRUE.equals(script(
                "return [...document.querySelectorAll(arguments[0])].some((one) => one.textContent.includes(arguments[1]));",
                selector,
                text));
    }

    String text(String selector) {
        return String.valueOf(
                script("return document.querySelector(arguments[0])?.textContent.trim() ?? '';", selector));
    }

    long count(String selector) {
        return number("return document.querySelectorAll(arguments[0]).length;", selector);
    }

    long number(String script, Object... arguments) {
        return ((Number) Objects.requireNonNull(script(script, arguments))).longValue();
    }

    /** The page's JavaScript heap after garbage collection. */
    long heap() {
        return number("gc(); gc(); return performance.memory.usedJSHeapSize;");
    }

    @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The HTML that the page makes of Markdown. */
    String drawn(String markdown) {
        return String.valueOf(driver.executeAsyncScript(
                "const [text, done] = arguments; import('/page/markdown.js').then(({ blocks }) =>"
                        + " done(blocks(text).map((one) => one.outerHTML).join('')));",
                markdown));
    }

    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A screenshot of a part of the page. */
    void screenshot(String name, double x, double y, double width, double height) {
        Map<String, Object> clip = Map.of("x", x, "y", y, "width", width, "height", height, "scale", 1);
        Object png = driver.executeCdpCommand("Page.captureScreenshot", Map.of("clip", clip))
                .get("data");
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The serious accessibility problems that axe-core finds on the page now, with their places. */
    List<String> seriousFaults() {
        if (!Boolean.TRUE.equals(script("return 'axe' in window;"))) {
            script(axe());
        }
        Object found = Objects.requireNonNull(
                driver.executeAsyncScript(
                        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((result) => done("
                                + "result.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')"
                                + ".flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.target + ' ' + node.failureSummary))));"));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream script = PageBrowser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails if the console has errors other than the expected ones, or if anything was requested from another machine.
     */
    void assertNothingWentWrong(String... expected) {
        List<String> consoleErrors = new ArrayList<>();
        List<String> foreignRequests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()
                    && Stream.of(expected).noneMatch(entry.getMessage()::contains)) {
                consoleErrors.add(entry.getMessage());
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = parse(entry.getMessage()).path("message");
            String address = message.at("/params/request/url").asText();
            if (message.path("method").asText().equals("Network.requestWillBeSent")
                    && address.startsWith("http")
                    && !HERE.contains(String.valueOf(URI.create(address).getHost()))) {
                foreignRequests.add(address);
            }
        }
        assertThat(consoleErrors).isEmpty();
        assertThat(foreignRequests).isEmpty();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

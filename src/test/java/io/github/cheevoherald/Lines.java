package io.github.cheevoherald;

import ch.qos.logback.classic.Level;
import java.util.List;

/** The log lines of the bot's own classes in this class's threads while it's open, from INFO up. */
public final class Lines extends LogCapture {
    public Lines() {
        super("io.github.cheevoherald", Level.INFO);
    }

    public List<String> holding(String text) {
        return lines().stream().filter(line -> line.contains(text)).toList();
    }

    public List<String> worseThanInfo() {
        return lines().stream().filter(line -> !line.startsWith("INFO")).toList();
    }
}

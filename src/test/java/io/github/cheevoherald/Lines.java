package io.github.cheevoherald;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The log lines of the bot's own classes while this is open, from INFO up. */
public final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.cheevoherald");
    private final Level before = logger.getLevel();
    private final List<String> all = new CopyOnWriteArrayList<>();

    public Lines() {
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(Level.INFO);
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        all.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    public List<String> holding(String text) {
        return all.stream().filter(line -> line.contains(text)).toList();
    }

    public List<String> worseThanInfo() {
        return all.stream().filter(line -> !line.startsWith("INFO")).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}

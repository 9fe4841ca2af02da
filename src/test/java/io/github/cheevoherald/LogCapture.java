package io.github.cheevoherald;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What this class's threads log while it's open: below a logger of the bot, from a level up. */
public class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final String owner = OwnThreads.owner();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level least;

    /** Everything that is logged. */
    public LogCapture(String loggerName) {
        this(loggerName, Level.TRACE);
    }

    /** What is logged at this level or a worse one. */
    public LogCapture(String loggerName, Level least) {
        this.logger = (Logger) LoggerFactory.getLogger(loggerName);
        this.least = least;
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (OwnThreads.owner().equals(owner) && event.getLevel().isGreaterOrEqual(least)) {
            events.add(event);
        }
    }

    public final List<ILoggingEvent> events() {
        return events;
    }

    /** Level and text of each event. */
    public final List<String> lines() {
        return events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public final void close() {
        logger.detachAppender(this);
    }
}

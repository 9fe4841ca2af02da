package io.github.cheevoherald.pictures;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Outage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pictures of badges, one after the other, so that few are ever in memory. A picture that can't be made in time is
 * none: nobody waits longer for it.
 */
public final class BadgePictures implements AutoCloseable {
    /** More badges than this are not drawn. */
    public static final int MAX_BADGES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(BadgePictures.class);
    private static final byte[] NONE = {};

    private static final Duration FOR_A_PICTURE = Duration.ofMillis(4500);
    private static final Duration FOR_THE_FILES = Duration.ofSeconds(3);

    /** While the media host fails, announcements aren't held up each time. */
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final BadgeFiles files;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("pictures"));
    private final Outage outage = new Outage();
    private Instant pausedUntil = Instant.MIN;

    /** Several servers often want the same picture one after the other. */
    private List<Badge> lastBadges = List.of();

    private byte[] lastPicture = NONE;

    /** Asks the media host alone, and keeps what it sends in the folder, which is made when it is needed. */
    public BadgePictures(OkHttpClient http, URI mediaUrl, Path folder, Clock clock) {
        this.files = new BadgeFiles(http, mediaUrl, folder);
        this.clock = clock;
    }

    /** A PNG of the badges, at most {@link #MAX_BADGES}; empty when there can be none. Never fails, and is never late. */
    public CompletableFuture<byte[]> of(List<Badge> badges) {
        CompletableFuture<byte[]> picture = new CompletableFuture<byte[]>()
                .completeOnTimeout(NONE, FOR_A_PICTURE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            thread.execute(() -> {
                if (!picture.isDone()) {
                    picture.complete(madeOf(badges.subList(0, Math.min(badges.size(), MAX_BADGES))));
                }
            });
        } catch (RejectedExecutionException e) {
            picture.complete(NONE);
        }
        return picture;
    }

    private byte[] madeOf(List<Badge> badges) {
        if (badges.equals(lastBadges)) {
            return lastPicture;
        }
        if (clock.instant().isBefore(pausedUntil)) {
            return NONE;
        }
        try {
            Set<String> addresses = badges.stream().map(Badge::address).collect(Collectors.toSet());
            Map<String, byte[]> arrived = files.get(addresses, FOR_THE_FILES);
            if (arrived.size() * 2 < addresses.size()) {
                return without("the media host sent " + arrived.size() + " of " + addresses.size() + " badges");
            }
            byte[] picture = BadgeGrid.draw(badges, arrived);
            if (arrived.size() == addresses.size()) {
                lastBadges = List.copyOf(badges);
                lastPicture = picture;
            }
            if (outage.ends()) {
                LOG.info("Lists get pictures of badges again");
            }
            return picture;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        } catch (RuntimeException | LinkageError e) {
            // A Java runtime without its graphics library can still announce.
            LOG.debug("No picture of badges", e);
            return without(e.toString());
        }
    }

    private byte[] without(String why) {
        pausedUntil = clock.instant().plus(AFTER_A_FAILURE);
        if (outage.begins()) {
            LOG.warn("Lists are posted without pictures of badges for now: {}", why);
        }
        return NONE;
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        files.close();
    }
}

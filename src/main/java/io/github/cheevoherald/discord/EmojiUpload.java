package io.github.cheevoherald.discord;

import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the application its emojis: reads which ones it has, and uploads the missing ones, one at a time. Retries on its
 * own thread until it has all; nothing else waits for it.
 */
final class EmojiUpload {
    private static final Logger LOG = LoggerFactory.getLogger(EmojiUpload.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(30), Duration.ofHours(6));
    private static final int HASH_DIGITS = 8;
    private static final int BAD_REQUEST = 400;

    private final ApiCalls api;
    private final String path;
    private final ApplicationEmojis emojis;
    private final CountDownLatch stopped;
    private final Outage outage = new Outage();

    /** Starts nothing yet; {@code stopped} ends every wait. */
    EmojiUpload(ApiCalls api, String applicationId, ApplicationEmojis emojis, CountDownLatch stopped) {
        this.api = api;
        this.path = "applications/" + applicationId + "/emojis";
        this.emojis = emojis;
        this.stopped = stopped;
    }

    void start() {
        DaemonThreads.start("emojis", () -> Attempts.untilDone(this::attempt, BACKOFF, stopped));
    }

    /** Empty once the application has all emojis, otherwise the minimum wait that Discord asks for. */
    private Optional<Duration> attempt() {
        try {
            ApiCalls.Reply reply = api.get(path);
            ApiCalls.Reply refused = reply.isOk() ? uploadMissing(idsByName(reply)) : reply;
            if (refused != null) {
                failed(refused.inWords());
                return Optional.of(refused.retryAfter());
            }
            if (outage.ends()) {
                LOG.info("Announcements show the application's own emojis now");
            }
            return Optional.empty();
        } catch (IOException e) {
            failed(ApiCalls.inWords(e));
        } catch (RuntimeException | Error e) {
            failed(e.toString());
            Uncaught.report(e);
        }
        return Optional.of(Duration.ZERO);
    }

    /** Returns the last refusal, null if there was none. A picture that Discord doesn't take costs no other its own. */
    private ApiCalls.@Nullable Reply uploadMissing(Map<String, String> present) throws IOException {
        List<EmojiPicture> missing = new ArrayList<>();
        for (EmojiPicture picture : emojis.pictures()) {
            String name = nameOf(picture);
            String id = present.get(name);
            if (id == null) {
                missing.add(picture);
            } else {
                learn(picture, name, id);
            }
        }
        ApiCalls.Reply refused = null;
        for (EmojiPicture picture : missing) {
            if (stopped.getCount() == 0) {
                break;
            }
            String name = nameOf(picture);
            ApiCalls.Reply reply = api.post(path, upload(name, picture));
            if (reply.isOk()) {
                learn(picture, name, reply.json().path("id").asText());
            } else {
                refused = reply;
                if (reply.status() != BAD_REQUEST) {
                    break;
                }
            }
        }
        return refused;
    }

    private void learn(EmojiPicture picture, String name, String id) {
        if (id.matches("\\d{1,20}")) {
            emojis.learn(picture, "<:" + name + ":" + id + ">");
        }
    }

    private static Map<String, String> idsByName(ApiCalls.Reply reply) {
        Map<String, String> ids = new HashMap<>();
        reply.json()
                .path("items")
                .forEach(emoji ->
                        ids.put(emoji.path("name").asText(), emoji.path("id").asText()));
        return ids;
    }

    /** Another picture gets another name, so that one of an earlier version is never taken for it. */
    private static String nameOf(EmojiPicture picture) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(picture.png());
            return picture.name() + "_" + HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] upload(String name, EmojiPicture picture) {
        String image = "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
        return DataObject.empty()
                .put("name", name)
                .put("image", image)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void failed(String why) {
        if (stopped.getCount() > 0 && outage.begins()) {
            LOG.warn(
                    "Announcements show Unicode emojis, since Discord doesn't take the application's own ({}); this is retried",
                    why);
        }
    }
}

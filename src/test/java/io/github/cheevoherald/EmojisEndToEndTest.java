package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application's own emojis in announcements, through the whole bot. */
final class EmojisEndToEndTest {
    private static final RestFilter UPLOADS = RestFilter.request("POST", "/applications/\\d+/emojis");
    private static final RestFilter LISTS = RestFilter.request("GET", "/applications/\\d+/emojis");

    @TempDir
    private Path folder;

    private static void announceTo(Herald herald) {
        herald.site.world().addPlayer("Fern");
        herald.server.awaitFeed();
        herald.server.register(herald.server.ann, "Fern");
    }

    private static void unlock(Herald herald, String title) {
        unlock(herald, title, true);
    }

    private static void unlock(Herald herald, String title, boolean hardcore) {
        herald.site.world().unlock("Fern", herald.achievement(title).id(), hardcore);
    }

    private static long uploads(Herald herald) {
        return herald.discord.wire().entries().stream()
                .filter(entry -> entry.method().equals("POST") && entry.path().endsWith("/emojis"))
                .count();
    }

    @Test
    void announcementsShowTheApplicationsEmojisAndAreReadBackWithThem() {
        try (Herald herald = new Herald(folder).start()) {
            await().atMost(Herald.SOON)
                    .until(() -> herald.discord.emojis().names().size() == Symbol.values().length);
            announceTo(herald);

            unlock(herald, "First Light");
            herald.server.awaitAnnounced(1);
            JsonNode first = herald.server.announced().get(0);
            assertThat(first.path("description").asText())
                    .containsPattern("<:hardcore_[0-9a-f]{8}:\\d+> \\*\\*5\\*\\* points")
                    .containsPattern("<:snes_[0-9a-f]{8}:\\d+> SNES");
            assertThat(first.path("footer").path("text").asText()).contains("Hardcore");
            unlock(herald, "Second Light", false);
            herald.server.awaitAnnounced(2);
            assertThat(herald.server.announced().get(1).path("description").asText())
                    .containsPattern("<:casual_[0-9a-f]{8}:\\d+> \\*\\*5\\*\\* points");

            herald.restart();
            herald.discord.nonceMemory(Duration.ofMillis(1));
            DiscordFault lost = herald.discord
                    .faults()
                    .at(RestFilter.sendsTo(herald.server.feed))
                    .times(1)
                    .statusAfterTheWork(500);
            unlock(herald, "Dark Adaptation");
            await().atMost(Herald.SOON).until(() -> lost.strikes() == 1);
            unlock(herald, "Night Shift");
            await().atMost(Herald.SOON)
                    .until(() -> herald.server.announcedTitles().contains("Night Shift"));

            assertThat(herald.server.announcedTitles())
                    .containsExactlyInAnyOrder("First Light", "Second Light", "Dark Adaptation", "Night Shift");
            assertThat(uploads(herald)).isEqualTo(Symbol.values().length);
        }
    }

    @Test
    void announcementsShowUnicodeWhereDiscordHasNoEmojisForUs() {
        try (Lines lines = new Lines();
                Herald herald = new Herald(folder)) {
            herald.discord.faults().at(LISTS).status(503);
            herald.start();
            announceTo(herald);

            unlock(herald, "First Light");
            herald.server.awaitAnnounced(1);

            assertThat(herald.server.announced().get(0).path("description").asText())
                    .contains("🟡 **5** points", "🎮 SNES");
            assertThat(lines.holding("Announcements show Unicode emojis")).hasSize(1);
        }
    }

    /** Nothing waits for emojis: while Discord holds the first upload, everything else goes on. */
    @Test
    void nothingWaitsForEmojis() {
        try (Herald herald = new Herald(folder)) {
            DiscordFault held = herald.discord.faults().at(UPLOADS).holdBeforeTheWork();
            herald.start();
            await().atMost(Herald.SOON).until(() -> held.strikes() == 1);
            announceTo(herald);

            unlock(herald, "First Light");
            herald.server.awaitAnnounced(1);

            assertThat(uploads(herald)).isZero();
            held.release();
        }
    }
}

package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages in announcement channels, and the bot's own face, through the whole bot. */
final class PublishingEndToEndTest extends TastingServer {
    @Test
    void publishesInAnnouncementChannelsOnly() {
        assertThat(admin("feed publish", Map.of("on", true))).contains("<#" + server.feed + "> isn't one");
        long news = herald.discord.channels().createAnnouncement(server.id, "news");
        await().atMost(Herald.SOON)
                .until(() -> admin("feed set", Map.of("channel", news, "kind", "unlocks"))
                        .startsWith("From now on"));
        assertThat(admin("feed publish", Map.of("on", true)))
                .contains("I publish unlocks", "Awards don't go to an announcement channel");
        assertThat(admin("feed status", Map.of())).contains("**Unlocks:** published");
        DiscordFault fault = herald.discord
                .faults()
                .at(RestFilter.request("POST", "/channels/" + news + "/messages/.*/crosspost"))
                .times(1)
                .status(500);

        unlock("Published", 5, true);
        unlock("Too", 5, true);
        await().atMost(Herald.SOON)
                .until(() -> herald.announcements(news).stream().allMatch(PublishingEndToEndTest::isPublished)
                        && !herald.announcements(news).isEmpty());
        assertThat(fault.strikes()).isEqualTo(1);

        admin("feed publish", Map.of("on", false, "kind", "unlocks"));
        int before = herald.announcements(news).size();
        unlock("Private", 5, true);
        await().atMost(Herald.SOON).until(() -> herald.announcements(news).size() > before);
        awaitSeen();
        assertThat(isPublished(herald.announcements(news).get(before))).isFalse();
        assertThat(herald.discord.wire().entries())
                .as("a published message is never edited")
                .noneMatch(entry ->
                        entry.method().equals("PATCH") && entry.path().contains("/channels/" + news + "/messages/"));
    }

    private static boolean isPublished(Message message) {
        return (message.json().path("flags").asInt() & 1 << 1) != 0;
    }

    @Test
    void hasAFaceOfItsOwnInAServer() {
        long picture = herald.discord.attach(
                "bell.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0});
        long text = herald.discord.attach("bell.txt", "text/plain", new byte[] {1});
        long broken = herald.discord.attach("bell.png", "image/png", new byte[] {1, 2, 3});
        assertThat(admin("feed face", Map.of())).contains("`nickname`");
        assertThat(admin("feed face", Map.of("picture", text))).contains("isn't a picture");
        assertThat(admin("feed face", Map.of("picture", broken))).contains("couldn't read");

        assertThat(admin("feed face", Map.of("nickname", "Bell", "picture", picture)))
                .contains("how I look");
        assertThat(herald.discord.world().members(server.id)).containsValue("Bell");
        assertThat(herald.discord
                        .world()
                        .avatar(server.id, herald.discord.world().botId()))
                .isNotNull();
        assertThat(admin("feed face", Map.of("clear", true))).contains("less than 5 minutes ago");

        herald.discord.nonceMemory(Duration.ZERO);
        DiscordFault lost = herald.discord
                .faults()
                .at(RestFilter.sendsTo(server.feed))
                .times(1)
                .statusAfterTheWork(500);
        unlock("With a face", 5, true);
        await().atMost(Herald.SOON).until(() -> lost.strikes() == 1);
        herald.clock.skip(Duration.ofMinutes(1));
        unlock("Afterwards", 5, true);
        awaitPosted(2);
        assertThat(titles())
                .as("found in the channel, and not sent again")
                .containsExactly("With a face", "Afterwards");
        herald.discord.nonceMemory(Duration.ofMinutes(5));
        herald.clock.skip(Duration.ofMinutes(6));
        assertThat(admin("feed face", Map.of("clear", true))).contains("how I look");
        assertThat(herald.discord.world().members(server.id)).doesNotContainValue("Bell");
        assertThat(herald.discord
                        .world()
                        .avatar(server.id, herald.discord.world().botId()))
                .isNull();
    }
}

package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom announcements ping, and what people see of their choices, through the whole bot. */
final class MentionEndToEndTest extends TastingServer {
    @Test
    void exactlyTheChosenRoleIsPingedWhateverATitleHolds() {
        long fans = herald.discord.world().createRole(server.id, "Fans");
        long others = herald.discord.world().createRole(server.id, "Others");
        herald.discord.roles().mentionable(server.id, others, true);
        assertThat(admin("feed mention", Map.of("role", fans))).contains("<@&" + fans + ">");
        String title = "@everyone @here <@&" + others + "> <@" + server.ben + ">";
        for (String style : List.of("card", "compact", "plain")) {
            admin("feed style", Map.of("style", style));
            int before = posted().size();
            unlock(title + " " + style, 5, true);

            Message message = awaitPosted(before + 1);
            assertThat(message.content()).startsWith("<@&" + fans + "> ");
            assertThat(message.json().path("mention_roles"))
                    .extracting(JsonNode::asText)
                    .containsExactly("" + fans);
            assertThat(message.json().path("mentions")).isEmpty();
            assertThat(message.json().path("mention_everyone").asBoolean()).isFalse();
        }

        assertThat(admin("feed mention", Map.of())).contains("won't ping anybody");
        unlock(title, 5, true);
        assertThat(awaitPosted(4).pings()).isFalse();
    }

    @Test
    void nobodyIsPingedForOldNewsOrTwiceForOneAnnouncement() {
        long fans = herald.discord.world().createRole(server.id, "Fans");
        admin("feed mention", Map.of("role", fans, "kind", "unlocks"));
        Instant now = herald.site.world().now();
        Instant longAgo = now.minus(Duration.ofMinutes(61));
        herald.site.world().unlock(player, achievement("Late", 5).id(), true, longAgo, now);
        assertThat(awaitPosted(1).pings()).isFalse();

        for (int i = 0; i < 60; i++) {
            herald.site
                    .world()
                    .unlock(
                            player,
                            achievement("A rather long title " + "x".repeat(90) + i, 5)
                                    .id(),
                            true,
                            now,
                            now);
        }
        await().atMost(Herald.SOON).until(() -> posted().toString().contains("x59"));

        List<Message> list = posted().subList(1, posted().size());
        assertThat(list).hasSizeGreaterThan(1);
        assertThat(list.get(0).pings()).isTrue();
        assertThat(list.subList(1, list.size())).noneMatch(Message::pings);
    }

    @Test
    void aRoleThatCannotBePingedCostsThePingAlone() {
        herald.discord
                .world()
                .botPermissions(
                        server.id,
                        Permission.VIEW_CHANNEL,
                        Permission.SEND_MESSAGES,
                        Permission.EMBED_LINKS,
                        Permission.ATTACH_FILES,
                        Permission.READ_MESSAGE_HISTORY);
        long fans = herald.discord.world().createRole(server.id, "Fans");
        await().atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(admin("feed mention", Map.of("role", fans)))
                        .contains("make it mentionable", "Mention @everyone"));
        assertThat(admin("feed status", Map.of()))
                .contains("can't ping <@&" + fans + ">", "Mention @everyone", "Change Nickname");
        assertThat(admin("feed mention", Map.of("role", server.id))).contains("won't ping everyone");
        assertThat(admin("feed face", Map.of("nickname", "Bell"))).contains("Change Nickname");
        unlock("Quiet", 5, true);
        assertThat(awaitPosted(1).pings()).isFalse();

        herald.discord.roles().mentionable(server.id, fans, true);
        unlock("Loud", 5, true);
        assertThat(awaitPosted(2).pings()).isTrue();

        herald.discord.roles().delete(server.id, fans);
        await().atMost(Herald.SOON).until(() -> admin("feed status", Map.of()).contains("no longer exists"));
        unlock("Without a role", 5, true);
        assertThat(awaitPosted(3).content()).doesNotContain("<@&");
    }

    @Test
    void previewsEachKindInEachStyleToTheCallerAlone() {
        unlock("Latest", 5, true);
        awaitPosted(1);
        // The answer of Discord is recorded after the message can be seen.
        await().atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(admin("feed preview", Map.of()))
                        .contains("last announcement of unlocks", "**Latest**"));
        int publicMessages = herald.announcements(server.general).size();
        for (String style : List.of("card", "compact", "plain")) {
            admin("feed style", Map.of("style", style));
            for (String kind : List.of("unlocks", "awards", "events", "sets", "leaderboards")) {
                Message preview = server.ask(server.admin, "feed preview", Map.of("kind", kind));
                assertThat(preview.ephemeral()).isTrue();
                assertThat(preview.content()).contains(kind, "\"" + style + "\"");
                assertThat(preview.embeds().isEmpty()).isEqualTo(style.equals("plain"));
                assertThat(preview.json().toString())
                        .contains(kind.equals("unlocks") ? "Latest" : "Only an example")
                        .as("markers of emojis")
                        .doesNotContain("_00000000:");
            }
        }
        assertThat(herald.announcements(server.general)).hasSize(publicMessages);
        assertThat(posted()).hasSize(1);
    }

    @Test
    void theStatusWithEverythingSetFitsOneMessage() {
        long role = herald.discord.world().createRole(server.id, "Fans");
        List<String> kinds = List.of("unlocks", "awards", "events", "sets", "leaderboards");
        for (String kind : kinds) {
            long channel = herald.discord.channels().createAnnouncement(server.id, "news-" + kind);
            await().atMost(Herald.SOON)
                    .until(() -> admin("feed set", Map.of("channel", channel, "kind", kind))
                            .startsWith("From now on"));
        }
        admin("feed filter", Map.of("minimum-points", 1000, "maximum-rarity", 12.5, "hardcore-only", true));
        for (int i = 0; i < 12; i++) {
            admin("feed filter", Map.of("leave-out", "A game with a rather long title, number " + i));
        }
        admin("feed style", Map.of("style", "compact"));
        admin("feed mention", Map.of("role", role));
        admin("feed publish", Map.of("on", true));

        String status = admin("feed status", Map.of());

        assertThat(status).hasSizeLessThanOrEqualTo(2000).contains("All is well.", "the style **compact**");
        for (String kind : List.of("Unlocks", "Awards", "Events", "Sets", "Leaderboards")) {
            assertThat(status).contains(kind + " are announced in");
        }
        assertThat(status)
                .contains("**Unlocks and awards:** ", "**Events and sets:** ", "**Leaderboards:** ")
                .contains("earned by at most 12.5 % of players", "and 9 more", "pings <@&" + role, "published");
    }
}

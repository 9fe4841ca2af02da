package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server leaves out, and how its announcements look, through the whole bot. */
final class FilterEndToEndTest extends TastingServer {
    @Test
    void aFilterAddsUpAndKeepsOutForGoodWhatItKeepsOut() {
        assertThat(admin("feed filter", Map.of("minimum-points", 10, "kind", "unlocks")))
                .contains("**Unlocks:** only what's worth at least 10 points");
        assertThat(admin("feed filter", Map.of("hardcore-only", true)))
                .contains(
                        "**Unlocks:** only what's worth at least 10 points, done in hardcore",
                        "**Awards:** only what's done in hardcore")
                .contains("**Leaderboards:** everything");
        unlock("Cheap", 5, true);
        unlock("Casual", 10, false);
        unlock("Both", 10, true);
        awaitPosted(1);

        assertThat(admin("feed filter", Map.of("leave-out", "https://retroachievements.org/game/" + game.id())))
                .contains("worth at least 10 points, done in hardcore, except game " + game.id());
        unlock("Left out", 25, true);
        awaitSeen();
        assertThat(admin("feed filter", Map.of("clear", true))).contains("**Unlocks:** everything");
        unlock("Afterwards", 1, false);

        awaitPosted(2);
        assertThat(titles()).containsExactly("Both", "Afterwards");
    }

    @Test
    void aFilterDropsNothingThatWaits() {
        herald.discord.channels().denyBot(server.feed, Permission.SEND_MESSAGES);
        unlock("Waits", 5, false);
        await().atMost(Herald.SOON).until(() -> admin("feed status", Map.of()).contains("1 announcement is waiting."));

        admin("feed filter", Map.of("hardcore-only", true));
        herald.discord.channels().allowBot(server.feed, Permission.SEND_MESSAGES);
        admin("feed set", Map.of("channel", server.feed));

        awaitPosted(1);
        assertThat(titles()).containsExactly("Waits");
    }

    @Test
    void aRarityThatIsNotKnownPasses() {
        admin("feed filter", Map.of("maximum-rarity", 60));
        unlock("Everybody has it", 5, true);
        awaitSeen();
        SiteFaultOrder silent = herald.site
                .secondFaults()
                .order(ApiFilter.method("achievements"), SiteFault.status(500), SiteFaults.ALWAYS);
        try {
            game = herald.site.world().addGame("Unknown", "SNES");
            unlock("Nobody knows", 5, true);

            awaitPosted(1);
            assertThat(titles()).containsExactly("Nobody knows");
        } finally {
            silent.cancel();
        }
    }

    @Test
    void aStyleChangesTheLookOfWhatWasNeverTried() {
        unlock("As a card", 5, true);
        JsonNode card = awaitPosted(1).embeds().get(0);
        assertThat(card.path("description").asText().lines()).hasSizeGreaterThan(1);

        assertThat(admin("feed style", Map.of("style", "compact"))).contains("**compact**");
        unlock("In a few lines", 5, true);
        JsonNode compact = awaitPosted(2).embeds().get(0);
        assertThat(compact.path("description").asText()).hasLineCount(1).contains("**5** points", "SNES");
        assertThat(compact.path("thumbnail").path("url").asText()).isNotEmpty();

        admin("feed style", Map.of("style", "plain"));
        unlock("As text", 5, true);
        Message plain = awaitPosted(3);
        assertThat(plain.embeds()).isEmpty();
        assertThat(plain.content())
                .contains("[" + player + "](", "[As text](", "/achievement/", "<t:", "**5** points", "Hardcore");
        assertThat(plain.json().path("flags").asInt() & 1 << 2).isNotZero();
        assertThat(admin("feed status", Map.of())).contains("Style: plain.");
    }

    @Test
    void aMessageThatWasTriedKeepsItsLook() {
        DiscordFault fault =
                herald.discord.faults().at(RestFilter.sendsTo(server.feed)).status(500);
        unlock("Tried as a card", 5, true);
        await().atMost(Herald.SOON).until(() -> fault.strikes() > 0);

        admin("feed style", Map.of("style", "plain"));
        fault.end();
        admin("feed set", Map.of("channel", server.feed));

        assertThat(awaitPosted(1).embeds()).hasSize(1);
    }

    @Test
    void optionsWorkTogether() {
        Map<String, Herald.Server> servers = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            String name = "" + (i & 1) + (i >> 1 & 1) + (i >> 2 & 1);
            servers.put(name, choose(name));
        }
        awaitSeen();
        awaitSeen();
        unlock("Cheap", 5, true);
        unlock("Dear", 25, true);

        servers.forEach((name, its) -> {
            boolean filtered = name.charAt(0) == '1';
            boolean plain = name.charAt(1) == '1';
            boolean pings = name.charAt(2) == '1';
            await().atMost(Herald.SOON)
                    .until(() -> herald.announcements(its.feed).toString().contains("Dear"));
            List<Message> all = herald.announcements(its.feed);
            String text = all.toString();
            assertThat(text.contains("Cheap")).as(name).isEqualTo(!filtered);
            assertThat(all).as(name).allMatch(message -> message.embeds().isEmpty() == plain);
            assertThat(all.get(0).pings()).as(name).isEqualTo(pings);
        });
    }

    private Herald.Server choose(String name) {
        Herald.Server its = herald.new Server("Server " + name);
        its.awaitFeed();
        its.ask(its.ann, "register", Map.of("username", player));
        if (name.charAt(0) == '1') {
            its.ask(its.admin, "feed filter", Map.of("minimum-points", 10));
        }
        if (name.charAt(1) == '1') {
            its.ask(its.admin, "feed style", Map.of("style", "plain"));
        }
        if (name.charAt(2) == '1') {
            long role = herald.discord.world().createRole(its.id, "Fans");
            await().atMost(Herald.SOON)
                    .until(() -> its.ask(its.admin, "feed mention", Map.of("role", role))
                            .content()
                            .contains("I'll ping"));
        }
        return its;
    }
}

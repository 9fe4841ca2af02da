package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.EventPair;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SetWork;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a server leaves out, and how its announcements look, through the whole bot. */
@Order(1)
final class FilterEndToEndTest extends TastingServer {
    @Test
    void aFilterAddsUpAndKeepsOutForGoodWhatItKeepsOut() {
        assertThat(admin("feed filter", Map.of("minimum-points", 10, "kind", "unlocks")))
                .contains("**Unlocks:** only what's worth at least 10 points");
        assertThat(admin("feed filter", Map.of("hardcore-only", true)))
                .contains(
                        "**Unlocks:** only what's worth at least 10 points and done in hardcore",
                        "**Awards:** only what's done in hardcore")
                .contains("**Events, sets and leaderboards:** everything");
        assertThat(admin("feed filter", Map.of()))
                .contains("This is what I announce:", "**Unlocks:** only what's worth at least 10 points and");
        unlock("Cheap", 5, true);
        unlock("Casual", 10, false);
        unlock("Both", 10, true);
        awaitPosted(1);

        assertThat(admin("feed filter", Map.of("leave-out", "https://retroachievements.org/game/" + game.id())))
                .contains("worth at least 10 points and done in hardcore, except game " + game.id());
        unlock("Left out", 25, true);
        awaitSeen();
        assertThat(admin("feed filter", Map.of("clear", true)))
                .contains("**Unlocks, awards, events, sets and leaderboards:** everything");
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
        assertThat(admin("feed status", Map.of())).contains("the style **plain**");
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

    @Test
    void eachConditionWorksAlone() {
        Game other = herald.site.world().addGame("Moss", "NES");
        Map<Map<String, ?>, List<String>> wanted = Map.of(
                Map.of("hardcore-only", true), List.of("Hardcore", "Of another"),
                Map.of("minimum-points", 10), List.of("Casual", "Of another"),
                Map.of("leave-out", "" + other.id()), List.of("Casual", "Hardcore"),
                Map.of("leave-out", "moss"), List.of("Casual", "Hardcore"),
                Map.of("leave-out", "NES"), List.of("Casual", "Hardcore"),
                Map.of("leave-out", "https://retroachievements.org/system/7"), List.of("Casual", "Hardcore"));
        Map<Map<String, ?>, Herald.Server> servers = new LinkedHashMap<>();
        for (Map<String, ?> condition : wanted.keySet()) {
            Herald.Server its = registered("Server " + condition);
            its.ask(its.admin, "feed filter", condition);
            servers.put(condition, its);
        }
        assertThat(admin("feed filter", Map.of("leave-out", "7")))
                .contains("the number of a console, NES/Famicom, and of a game")
                .contains("everything except NES/Famicom, game 7");
        servers.put(Map.of("leave-out", "7"), server);
        awaitSeen();
        awaitSeen();
        unlock("Casual", 25, false);
        herald.site
                .world()
                .unlock(
                        player,
                        herald.site
                                .world()
                                .addAchievement(other.id(), "Of another", "Do it", 25)
                                .id(),
                        true);
        unlock("Hardcore", 5, true);
        awaitSeen();

        servers.forEach((condition, its) -> {
            List<String> expected = wanted.getOrDefault(condition, List.of("Casual", "Hardcore"));
            its.awaitAnnounced(expected.size());
            assertThat(its.announcedTitles()).as(condition.toString()).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void filtersAndPingsHoldForEveryKind() {
        SiteWorld world = herald.site.world();
        world.addPlayer("Dev");
        long fans = herald.discord.world().createRole(server.id, "Fans");
        Map<String, Long> channels = new LinkedHashMap<>();
        channels.put("unlocks", server.feed);
        for (String kind : List.of("awards", "events", "sets", "leaderboards")) {
            long channel = herald.discord.channels().create(server.id, kind);
            await().atMost(Herald.SOON)
                    .until(() -> admin("feed set", Map.of("channel", channel, "kind", kind))
                            .startsWith("From now on"));
            channels.put(kind, channel);
        }
        assertThat(admin("feed mention", Map.of("role", fans))).contains("I'll ping");
        assertThat(admin("feed filter", Map.of("leave-out", "NES")))
                .contains("**Unlocks, awards, events, sets and leaderboards:** everything except NES");
        game = world.addGame("Lantern Hollow 2", "SNES");
        Game left = world.addGame("Moss", "NES");
        List<Game> both = List.of(left, game);
        Map<Game, Long> boards = new LinkedHashMap<>();
        both.forEach(one -> boards.put(
                one, world.leaderboards().add(one.id(), "High score", "", false).id()));

        sits(boards, 100);
        sits(boards, 200);
        awaitPostedIn(channels.get("leaderboards"));
        for (int i = 0; i < 4; i++) {
            unlockIn(both);
        }
        herald.clock.skip(Duration.ofMinutes(2));
        awaitPostedIn(channels.get("awards"));
        for (Game one : both) {
            SetWork.Version unused = world.setWork().complete(one.id(), List.of("Dev"));
        }
        herald.clock.skip(Duration.ofMinutes(15));
        awaitPostedIn(channels.get("sets"));
        Game week = world.addGame("Fair", Game.EVENTS);
        Instant from = herald.clock.instant().plus(Duration.ofMinutes(40));
        for (Game one : both) {
            long original = world.achievements(one.id()).get(0).id();
            EventPair unused =
                    world.eventPairs().copy(original, week.id(), from, from.plus(Duration.ofDays(1)), "Day 1");
        }
        herald.clock.skip(Duration.ofMinutes(61));
        awaitPostedIn(channels.get("events"));

        channels.forEach((kind, channel) -> {
            List<Message> messages = herald.announcements(channel);
            assertThat(messages.toString())
                    .as(kind)
                    .contains("Lantern Hollow 2")
                    .doesNotContain("Moss");
            assertThat(messages).as(kind).allSatisfy(message -> {
                assertThat(message.content()).startsWith("<@&" + fans + "> ");
                assertThat(message.json().path("mention_roles")).hasSize(1);
            });
        });
    }

    private void unlockIn(Collection<Game> games) {
        for (Game one : games) {
            long id = herald.site
                    .world()
                    .addAchievement(one.id(), "Again", "Do it", 5)
                    .id();
            herald.site.world().unlock(player, id, true);
        }
    }

    /** The player plays both games, betters their scores, and stops. */
    private void sits(Map<Game, Long> boards, long score) {
        herald.clock.skip(Duration.ofSeconds(2));
        int before = posted().size();
        boards.values().forEach(board -> herald.site.world().leaderboards().submit(player, board, score));
        unlockIn(boards.keySet());
        awaitPosted(before + 1);
        long reads = scoreReads();
        herald.clock.skip(Duration.ofMinutes(15));
        await().atMost(Herald.SOON).until(() -> scoreReads() > reads);
    }

    private long scoreReads() {
        return herald.site.secondRequests().entries().stream()
                .filter(entry -> entry.method().contains("leaderboard-entries"))
                .count();
    }

    /** Under load a look can come to nothing; the next one must be due some time. */
    private void awaitPostedIn(@Nullable Long id) {
        long channel = Objects.requireNonNull(id);
        await().pollInterval(Duration.ofMillis(500)).atMost(Herald.SOON).until(() -> {
            boolean isThere = !herald.announcements(channel).isEmpty();
            herald.clock.skip(isThere ? Duration.ZERO : Duration.ofSeconds(20));
            return isThere;
        });
    }

    private Herald.Server registered(String name) {
        Herald.Server its = herald.new Server(name);
        its.awaitFeed();
        its.ask(its.ann, "register", Map.of("username", player));
        return its;
    }

    private Herald.Server choose(String name) {
        Herald.Server its = registered("Server " + name);
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

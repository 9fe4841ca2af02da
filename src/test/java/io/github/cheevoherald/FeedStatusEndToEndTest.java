package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@code /feed status} shows in every kind of trouble, through the whole bot. */
@Timeout(120)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
final class FeedStatusEndToEndTest {
    private static final Pattern TIME = Pattern.compile("<t:(\\d+):R>");

    /** The kinds that follow the default channel. */
    private static final String KINDS = "Unlocks and awards";

    /** The last line, where there are kinds that are off; it's tested elsewhere. */
    private static final Pattern OFF =
            Pattern.compile("\\n[^\\n]* are off\\. Turn them on with /feed set and its `kind` option\\.$");

    private static final String AGAIN = " I'll try again SOON, and nothing will be lost.";
    private static final String KEPT = " I'll keep trying, and nothing will be lost.";

    private Herald herald;
    private Herald.Server home;

    @BeforeEach
    void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
        home = herald.server;
        herald.site.world().addPlayer("Ana");
        home.feedHere();
    }

    @AfterEach
    void close() {
        herald.close();
    }

    @Test
    void allIsWellOnlyOnceSomebodyIsRegisteredAndTheSiteAnswers() {
        awaitStatus(where("I haven't announced anything there yet.", """
                        Nobody is registered yet. Be the first with /register.
                        No announcements are waiting."""));

        home.register(home.ann, "Ana");
        awaitStatus(where("I haven't announced anything there yet.", """
                        All is well.
                        No announcements are waiting."""));

        unlock("First");
        home.awaitAnnounced(1);
        awaitStatus(fine());
    }

    @Test
    void namesTheSitesTrouble() {
        announcesOne();

        under(SiteFault.status(503), "RetroAchievements started returning errors SOON (status 503)." + AGAIN);
        under(
                SiteFault.of(SiteFault.Kind.HTML),
                "RetroAchievements started sending web pages instead of data SOON." + AGAIN);
        under(SiteFault.of(SiteFault.Kind.CUT_BEFORE), "RetroAchievements stopped responding SOON." + AGAIN);
        under(
                SiteFault.of(SiteFault.Kind.WRONG_SHAPE),
                "RetroAchievements started sending responses I can't read SOON." + KEPT);
        under(
                SiteFault.throttled(Duration.ofSeconds(3)),
                "RetroAchievements asked me to slow down SOON. I'll try again SOON, and nothing will be lost.");
        under(
                SiteFault.status(401),
                "RetroAchievements rejected my key SOON, so I can't see any unlocks. I'll retry it every 15 minutes, but"
                        + " whoever runs this bot may have to replace it. Nothing will be lost.");
    }

    @Test
    void namesTheOnlyPlayerTheSiteFailsFor() {
        announcesOne();
        herald.site.world().addPlayer("Bea");
        home.register(home.ben, "Bea");
        awaitStatus(fine());
        String ulid = herald.site.world().player("Bea").orElseThrow().ulid();
        herald.site.faults().order(ApiFilter.player(ulid), SiteFault.status(500), SiteFaults.ALWAYS);

        awaitStatus(posted(
                "RetroAchievements last gave me **Bea**'s unlocks SOON." + KEPT + "\nNo announcements are waiting."));
        String list = home.ask(home.ann, "players", Map.of())
                .embeds()
                .get(0)
                .path("description")
                .asText();
        assertThat(masked(list)).containsOnlyOnce("⚠");
        assertThat(masked(list).split("\n"))
                .containsSequence(
                        "**[Bea](" + herald.site.url() + "user/Bea)** · <@" + home.ben + ">",
                        "⚠ RetroAchievements last gave me their unlocks SOON; I'm still trying, and nothing will be lost");

        herald.site.faults().clear();
        awaitStatus(fine());
    }

    private void under(SiteFault fault, String line) {
        herald.site.faults().order(fault);
        awaitStatus(posted(line + "\nNo announcements are waiting."));
        herald.site.faults().clear();
        if (!line.contains("key")) {
            lookingNowAndThen().atMost(Duration.ofSeconds(60)).until(() -> status().equals(fine()));
        }
    }

    @Test
    void saysThatDiscordAcceptsNothing() {
        announcesOne();
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).status(500);
        unlock("Waits");

        awaitStatus(posted("My posts stopped getting through SOON: Discord is returning errors (status 500)." + KEPT
                + "\n1 announcement is waiting. The oldest came in SOON."));

        herald.restart();
        herald.discord.faults().clear();
        home.awaitAnnounced(2);
        awaitStatus(fine());
    }

    @Test
    void saysThatDiscordToldItToSlowDown() {
        announcesOne();
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).tooManyRequests(Duration.ofSeconds(3), false);
        unlock("Waits");

        awaitStatus(posted("Discord asked me to slow down SOON. I'll post again SOON, and nothing will be lost."
                + "\n1 announcement is waiting. The oldest came in SOON."));

        herald.discord.faults().clear();
        home.awaitAnnounced(2);
        awaitStatus(fine());
    }

    /** A rate-limited post has no answer either: its row only shows that it was sent. */
    @Test
    void saysThatDiscordLimitsTheWholeBotHoweverLong() {
        announcesOne();
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).tooManyRequests(Duration.ofSeconds(3), true);
        unlock("Waits");
        lookingNowAndThen().atMost(Herald.SOON).until(() -> status().contains("Discord asked me to slow down SOON"));

        herald.clock.skip(Duration.ofMinutes(2));

        awaitStatus(posted("Discord asked me to slow down SOON. I'll post again SOON, and nothing will be lost."
                + "\n1 announcement is waiting. The oldest came in SOON."));
    }

    @Test
    void saysThatDiscordDoesNotAnswer() {
        announcesOne();
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).holdBeforeTheWork();
        unlock("Waits");
        lookingNowAndThen().atMost(Herald.SOON).until(() -> status().contains("1 announcement is waiting."));

        herald.clock.skip(Duration.ofMinutes(2));

        awaitStatus(posted(
                "Discord hasn't accepted my latest post yet.\n1 announcement is waiting. The oldest came in SOON."));
    }

    @Test
    void namesTheMissingPermissionAndSinceWhenTheFeedIsBlocked() {
        announcesOne();
        herald.discord.channels().denyBot(home.feed, Permission.EMBED_LINKS);
        awaitStatus(posted("I can't post there: I need Embed Links.\nNo announcements are waiting."));

        unlock("Waits");
        awaitStatus(
                posted(
                        "I had to stop posting SOON: I can't post embeds in the channel; please give me Embed Links there."
                                + " I'll try again SOON, or as soon as somebody uses /feed set.\n1 announcement is waiting. The oldest came in SOON."));

        herald.discord.channels().delete(home.feed);
        home.ask(home.admin, "feed test", Map.of());
        assertThat(status()).contains("I had to stop posting ").doesNotContain("All is well");
    }

    @Test
    void saysThatABacklogGoesOutAsLists() {
        announcesOne();
        herald.discord.channels().denyBot(home.feed, Permission.SEND_MESSAGES);
        for (int i = 0; i < 3; i++) {
            unlock("Before the lists " + i);
        }
        lookingNowAndThen().atMost(Herald.SOON).until(() -> status().contains("I had to stop posting"));
        for (int i = 0; i < 400; i++) {
            unlock("Listed " + i);
        }
        lookingNowAndThen()
                .atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(status()).contains("403 announcements are waiting."));

        herald.discord.channels().allowBot(home.feed, Permission.SEND_MESSAGES);
        home.feedHere();

        lookingNowAndThen()
                .atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(status())
                        .startsWith(posted(""))
                        .containsPattern("SOON\\.\\n\\d+ announcements are waiting\\. The oldest came in SOON\\."
                                + " They go out as lists, at most five messages a minute\\.$"));
    }

    private void announcesOne() {
        home.register(home.ann, "Ana");
        unlock("First");
        home.awaitAnnounced(1);
        awaitStatus(fine());
    }

    private String fine() {
        return posted("All is well.\nNo announcements are waiting.");
    }

    private String posted(String lines) {
        return where("I last announced something there SOON.", lines);
    }

    private String where(String posted, String lines) {
        return KINDS + " are announced in <#" + home.feed + ">. " + posted + "\n" + lines;
    }

    private void awaitStatus(String expected) {
        lookingNowAndThen()
                .atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(status()).isEqualTo(expected));
    }

    /** Each look is a whole command, from Discord and back. */
    private static ConditionFactory lookingNowAndThen() {
        return await().pollInterval(Duration.ofMillis(400));
    }

    /** The answer with every time that's about now, as all times in these tests are, replaced by a word. */
    private String status() {
        String answer = home.ask(home.admin, "feed status", Map.of()).content();
        return masked(OFF.matcher(answer).replaceFirst(""));
    }

    private String masked(String text) {
        long now = herald.clock.instant().getEpochSecond();
        Matcher time = TIME.matcher(text);
        return time.replaceAll(found -> Math.abs(Long.parseLong(found.group(1)) - now) < 300 ? "SOON" : "$0");
    }

    private void unlock(String title) {
        herald.site.world().unlock("Ana", herald.achievement(title).id(), true);
    }
}

package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Achievement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Answers from Discord other than yes and no, through the whole bot. */
@Execution(ExecutionMode.CONCURRENT)
final class DiscordsAnswersEndToEndTest {
    private Herald herald;
    private Herald.Server home;

    @BeforeEach
    void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
        home = herald.server;
        herald.site.world().addPlayer("Ana");
        home.feedHere();
        home.register(home.ann, "Ana");
    }

    @AfterEach
    void close() {
        herald.close();
    }

    @Test
    void anAnnouncementIsFoundBehindMessagesJdaCannotRead() {
        herald.discord.nonceMemory(Duration.ofMillis(1));
        DiscordFault fault = herald.discord
                .faults()
                .at(RestFilter.sendsTo(home.feed))
                .times(1)
                .holdAfterTheWork();
        unlock("Posted before the end");
        assertThat(fault.awaitHeld(Herald.SOON)).isTrue();
        herald.stop();
        for (int i = 0; i < 110; i++) {
            herald.discord
                    .channels()
                    .put(
                            home.feed,
                            home.ben,
                            JsonNodeFactory.instance.objectNode().put("type", i == 50 ? 63 : 0));
        }
        herald.discord.faults().clear();
        int sends = sends();

        herald.start();
        unlock("After the start");
        await().atMost(Herald.SOON).until(() -> home.announcedTitles().contains("After the start"));

        assertThat(home.announcedTitles()).containsExactly("Posted before the end", "After the start");
        assertThat(sends()).isEqualTo(sends + 1);
    }

    @Test
    void messagesDeletedByAModeratorWhileTheBotWasAwayAreNotPostedAgain() {
        DiscordFault fault = herald.discord
                .faults()
                .at(RestFilter.sendsTo(home.feed))
                .times(1)
                .holdAfterTheWork();
        unlock("Deleted");
        assertThat(fault.awaitHeld(Herald.SOON)).isTrue();
        herald.stop();
        herald.discord
                .channels()
                .deleteMessage(home.feed, herald.discord.channels().lastMessage(home.feed));
        herald.discord.faults().clear();

        herald.start();
        unlock("After the start");
        home.awaitAnnounced(1);

        assertThat(home.announcedTitles()).containsExactly("After the start");
        await().atMost(Herald.SOON).until(() -> status().contains("No announcements are waiting"));
    }

    @Test
    void onlyUnlocksBlockedByAutoModWaitAndAreNamedInFeedStatus() {
        refuse(400, 200000, "Forbidden word");
        Instant date = herald.site.world().now();
        List<String> titles = List.of("One", "Two", "Forbidden word", "Four");
        List<Achievement> achievements = new ArrayList<>();
        titles.forEach(title -> achievements.add(herald.achievement(title)));
        achievements.forEach(one -> herald.site.world().unlock("Ana", one.id(), true, date, date));

        home.awaitAnnounced(3);
        await().atMost(Herald.SOON).until(() -> status().contains("Forbidden word"));
        unlock("News");
        home.awaitAnnounced(4);

        assertThat(home.announcedTitles())
                .containsExactlyInAnyOrder("One", "Two", "Four", "News")
                .endsWith("News");
        await().atMost(Herald.SOON).until(() -> status().contains("1 announcement is waiting"));
        assertThat(status()).contains("Ana, Forbidden word: AutoMod blocked it").doesNotContain("All is well");

        herald.discord.faults().clear();
        home.feedHere();
        home.awaitAnnounced(5);
        assertThat(home.announcedTitles()).endsWith("Forbidden word");
        await().atMost(Herald.SOON).until(() -> status().contains("All is well"));
    }

    @Test
    void aChannelWithSendingDisabledIsReportedAsSuch() {
        herald.discord.channels().systemChannel(home.id, home.general);
        refuse(400, 40004, "");
        unlock("Waits");

        await().atMost(Herald.SOON).until(() -> status().contains("turned off messages"));
        await().atMost(Herald.SOON)
                .until(() -> herald.announcements(home.general).stream()
                        .anyMatch(message -> message.content().contains("turned off messages")));

        herald.discord.faults().clear();
        home.feedHere();
        home.awaitAnnounced(1);
    }

    private void refuse(int status, int code, String holding) {
        RestFilter where = RestFilter.sendsTo(home.feed);
        herald.discord
                .faults()
                .at(holding.isEmpty() ? where : where.holding(holding))
                .answer(status, "application/json", "{\"message\": \"refused\", \"code\": " + code + "}");
    }

    private String status() {
        return home.ask(home.admin, "feed status", Map.of()).content();
    }

    private int sends() {
        return herald.discord
                .wire()
                .entries("POST", "/channels/" + home.feed + "/messages")
                .size();
    }

    private void unlock(String title) {
        herald.site.world().unlock("Ana", herald.achievement(title).id(), true);
    }
}

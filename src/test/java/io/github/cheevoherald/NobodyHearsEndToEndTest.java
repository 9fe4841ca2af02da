package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.store.AlsoOnPostgres;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;

/** A server without a feed costs RetroAchievements no requests, and starts once it has one. */
@AlsoOnPostgres
@Execution(ExecutionMode.CONCURRENT)
final class NobodyHearsEndToEndTest {
    @Parameter
    StoreKind store;

    @Test
    void aServersPlayersArePolledFromItsFirstFeedOn(@TempDir Path folder) {
        try (Herald herald = new Herald(folder, store)) {
            herald.site.world().addPlayer("Ann");
            herald.site.world().addPlayer("Ben");
            herald.start();
            Herald.Server quiet = herald.new Server("Quiet");
            Herald.Server home = herald.server;
            home.awaitFeed();
            quiet.ask(quiet.admin, "feed off", Map.of());
            assertThat(quiet.ask(quiet.ann, "register", Map.of("username", "Ann"))
                            .content())
                    .contains("**Ann**", "only unlocks after that will be announced");
            home.register(home.ben, "Ben");
            herald.awaitPolls();
            assertThat(polls(herald, "Ann")).isZero();
            herald.site.world().unlock("Ann", herald.achievement("Before").id(), true);

            quiet.awaitFeed();
            await().atMost(Herald.SOON).until(() -> polls(herald, "Ann") >= 2);
            herald.site.world().unlock("Ann", herald.achievement("After").id(), true);
            quiet.awaitAnnounced(1);
            assertThat(quiet.announcedTitles()).containsExactly("After");

            // It asks first while the announcement that is posted already isn't settled.
            await().atMost(Herald.SOON)
                    .until(() -> quiet.ask(quiet.admin, "feed off", Map.of())
                            .content()
                            .contains("are no longer announced"));
            herald.awaitPolls();
            // A poll may have been under way until now.
            herald.awaitPolls();
            long asked = polls(herald, "Ann");
            herald.awaitPolls();
            assertThat(polls(herald, "Ann")).isEqualTo(asked);
        }
    }

    private static long polls(Herald herald, String player) {
        String ulid = herald.site.world().player(player).orElseThrow().ulid();
        return herald.site.requests().entries().stream()
                .filter(entry -> entry.method().contains("RecentAchievements"))
                .filter(entry -> ulid.equals(entry.parameters().get("u")))
                .count();
    }
}

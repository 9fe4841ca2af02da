package io.github.cheevoherald.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever people do with {@code /feed set} and {@code /feed off}, kinds are where a model of a few lines says. */
@Apart
final class FeedChannelsPropertyTest {
    private static final List<String> KINDS = List.of("unlocks", "awards", "events", "sets", "leaderboards");

    private static @Nullable Database opened;
    private static long server;

    @BeforeContainer
    static void open() throws IOException {
        Path folder = Files.createTempDirectory("feeds");
        opened = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), Clock.systemUTC());
    }

    @AfterContainer
    static void close() {
        database().close();
    }

    private static Database database() {
        return Objects.requireNonNull(opened);
    }

    /** A command: the channel is 0 for {@code off}, and the kind is null where none is given. */
    record Step(@Nullable String kind, long channel) {}

    /** What people expect. */
    private static final class Model {
        final Map<String, Long> on = new TreeMap<>();
        final Set<String> own = new HashSet<>();
        final List<String> begun = new ArrayList<>();
        long home;

        void take(Step step) {
            Set<String> before = Set.copyOf(on.keySet());
            if (step.channel() == 0) {
                off(step.kind());
            } else if (step.kind() == null) {
                List<String> followers = new ArrayList<>(on.keySet());
                if (home == 0) {
                    followers.addAll(List.of("unlocks", "awards"));
                }
                home = step.channel();
                followers.stream().filter(kind -> !own.contains(kind)).forEach(kind -> on.put(kind, home));
            } else {
                on.put(step.kind(), step.channel());
                if (step.channel() == home) {
                    own.remove(step.kind());
                } else {
                    own.add(step.kind());
                }
            }
            on.keySet().stream().filter(kind -> !before.contains(kind)).forEach(begun::add);
        }

        private void off(@Nullable String kind) {
            Set<String> ended = kind == null ? Set.copyOf(on.keySet()) : Set.of(kind);
            on.keySet().removeAll(ended);
            own.removeAll(ended);
            if (on.isEmpty()) {
                home = 0;
            }
        }
    }

    @Property(tries = 200)
    void kindsAreWhereTheModelSays(@ForAll("steps") List<Step> steps) {
        server++;
        List<String> begun = new ArrayList<>();
        FeedChannels channels =
                new FeedChannels(database(), Clock.systemUTC(), List.of((handle, guildId, kind) -> begun.add(kind)));
        Guilds guilds = new Guilds(database());
        Model model = new Model();
        for (Step step : steps) {
            model.take(step);
            take(channels, step);

            Map<String, Long> on = new TreeMap<>();
            Set<String> own = new HashSet<>();
            for (String kind : KINDS) {
                guilds.feed(server, kind).ifPresent(feed -> {
                    on.put(kind, feed.channelId());
                    if (feed.ownChannel()) {
                        own.add(kind);
                    }
                });
            }
            assertThat(on).isEqualTo(model.on);
            assertThat(own).isEqualTo(model.own);
            assertThat(channels.defaultChannel(server).orElse(0)).isEqualTo(model.home);
            assertThat(begun).containsExactlyInAnyOrderElementsOf(model.begun);
        }
    }

    private static void take(FeedChannels channels, Step step) {
        String kind = step.kind();
        if (step.channel() == 0 && kind == null) {
            channels.allOff(server, handle -> 0);
        } else if (step.channel() == 0) {
            channels.off(server, String.valueOf(kind), handle -> 0);
        } else if (kind == null) {
            channels.setDefault(server, step.channel());
        } else {
            channels.set(server, kind, step.channel());
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> kinds = Arbitraries.of(KINDS).injectNull(0.3);
        Arbitrary<Long> channels = Arbitraries.longs().between(0, 3);
        return Combinators.combine(kinds, channels)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }
}

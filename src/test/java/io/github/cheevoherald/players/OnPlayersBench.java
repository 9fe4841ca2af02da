package io.github.cheevoherald.players;

import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Gives each test a bench with two servers, two members, and a player for each on the site. */
@OnBothStores
abstract class OnPlayersBench {
    @Parameter
    StoreKind store;

    static final long SERVER = 1;
    static final long OTHER_SERVER = 2;
    static final long ANA = 10;
    static final long BEN = 20;

    PlayersBench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new PlayersBench(store, folder);
        bench.feed(SERVER);
        bench.feed(OTHER_SERVER);
        bench.site.has(1, "Ana");
        bench.site.has(2, "Ben");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Registers the maximum number of players, in other servers. */
    void fillTheBot() {
        for (int i = 0; i < PlayersBench.PLAYERS; i++) {
            bench.site.has(200 + i, "Other" + i);
            bench.register(500 + i, 5000 + i, "Other" + i);
        }
    }

    String linkedName(long server, long member) {
        return bench.players
                .ofMember(server, member)
                .map(link -> link.player().name())
                .orElse("nobody");
    }
}

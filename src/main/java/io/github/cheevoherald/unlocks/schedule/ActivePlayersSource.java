package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.retroachievements.ActivePlayer;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.rota.ActivitySource;
import io.github.cheevoherald.rota.Points;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The points of everybody on the site, last active first, from the second API. */
public final class ActivePlayersSource implements ActivitySource {
    private final SecondApi site;
    private final Consumer<List<ActivePlayer>> reader;

    /** @param reader reads each page, too */
    public ActivePlayersSource(SecondApi site, Consumer<List<ActivePlayer>> reader) {
        this.site = site;
        this.reader = reader;
    }

    @Override
    public Optional<Page> ask(int offset) {
        // A page without rows in the middle would be taken for the end of the list, and everybody beyond for seen.
        return site.activePlayers(offset / ActivityScan.PAGE + 1)
                .found()
                .filter(page -> offset == 0 || !page.rows().isEmpty())
                .map(page -> page(offset, page));
    }

    private Page page(int offset, ApiPage<ActivePlayer> page) {
        reader.accept(page.rows());
        int listed = offset + page.rows().size();
        return new Page(
                page.hasMore() ? Integer.MAX_VALUE : listed,
                page.rows().stream().map(ActivePlayersSource::mark).toList());
    }

    private static Mark mark(ActivePlayer player) {
        return new Mark(player.ulid(), new Points(player.points(), player.pointsHardcore()), player.lastActivityAt());
    }
}

package io.github.cheevoherald.sets;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The one transaction in which a changed set becomes ledger rows, and an outbox row for each server it concerns. */
public final class SetRecorder {
    private final Database database;
    private final Outbox outbox;
    private final SiteLinks links;
    private final Clock clock;
    private final SetLedger ledger;
    private final SetFans fans;

    /** Records by the bot's own clock; {@code links} makes the addresses in announcements. */
    public SetRecorder(Database database, Outbox outbox, Completions completions, SiteLinks links, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
        this.ledger = new SetLedger(database);
        this.fans = new SetFans(completions);
    }

    SetLedger ledger() {
        return ledger;
    }

    /** Whether a change may concern anybody. */
    boolean concernsAnybody(SetChange change) {
        return database.read(handle -> fans.any(handle, change));
    }

    /** Records a change; returns how many announcements were added to the outbox. */
    int record(SetChange change) {
        return database.inTransaction(handle -> ledger.add(handle, change) ? announce(handle, change) : 0);
    }

    private int announce(Handle handle, SetChange change) {
        int added = 0;
        for (Map.Entry<Long, SetFans.OfServer> server : fans.of(handle, change).entrySet()) {
            SetNews news = news(change, server.getValue());
            outbox.add(handle, server.getKey(), new SetAnnouncement(List.of(news)), clock.instant());
            added++;
        }
        return added;
    }

    private SetNews news(SetChange change, SetFans.OfServer server) {
        CompletedWork work = change.work();
        SetVersion version = change.version();
        SetTitle title = work == null ? title(Objects.requireNonNull(version), change.gameId()) : work.title();
        return new SetNews(
                change.kind(),
                change.gameId(),
                title.game(),
                title.subset(),
                work == null ? "" : work.console(),
                links.game(change.gameId()),
                picture(work, version),
                work == null ? List.of() : work.developers(),
                version == null ? null : (Integer) version.achievementsPublished(),
                version == null ? null : (Integer) version.pointsTotal(),
                change.added(),
                server.playing,
                server.requested,
                server.incomplete,
                change.date().getEpochSecond());
    }

    private static SetTitle title(SetVersion version, long gameId) {
        return version.games().stream()
                .filter(use -> use.gameId() == gameId)
                .map(use -> SetTitle.of(use.gameTitle()))
                .findFirst()
                .orElse(new SetTitle("", version.setTitle()));
    }

    private static String picture(@Nullable CompletedWork work, @Nullable SetVersion version) {
        String icon = work == null ? null : work.iconUrl();
        String badge = version == null ? null : version.badgeUrl();
        return Objects.requireNonNullElse(icon, Objects.requireNonNullElse(badge, ""));
    }
}

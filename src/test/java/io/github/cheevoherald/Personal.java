package io.github.cheevoherald;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A member about whom every table holds something, and announcements of every kind about them. */
record Personal(long member, long player, String ulid, String name) {
    static final Personal ANN = new Personal(876_543_210_987_654_321L, 1, "01ANNAAAAAAAAAAAAAAAAAAAAA", "Annabella");
    static final Personal BEN = new Personal(765_432_109_876_543_210L, 2, "01BENBBBBBBBBBBBBBBBBBBBBB", "Benvenuto");
    static final long SERVER = 1;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Every text by which they can be recognised. */
    String[] texts() {
        return new String[] {Long.toString(member), ulid, name};
    }

    /** Fills every table except the outbox. */
    void store(Handle handle) {
        handle.execute(
                "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, ?, 1)",
                player,
                ulid,
                name,
                "/UserPic/" + name + ".png");
        handle.execute(
                "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, ?, ?, 1)",
                SERVER,
                member,
                player);
        handle.execute(
                "INSERT INTO noted_registrations (guild_id, member_id, username, noted_at) VALUES (2, ?, ?, 1)",
                member,
                name);
        handle.execute("INSERT INTO silences VALUES (?, ?, 77, 'Hidden', 1, NULL)", SERVER, member);
        handle.execute("INSERT INTO former_players VALUES (?, ?)", member, player);
        handle.execute("INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (?, 1, 1)", player);
        handle.execute("INSERT INTO ledger VALUES (?, 1, 1, 1, 0)", player);
        handle.execute("INSERT INTO held_twins VALUES (?, 1, 1, 1, '1', '{}', 0)", player);
        handle.execute("INSERT INTO award_ledger VALUES (?, 'MASTERED', 1, -1, 1, 1, 1)", player);
        handle.execute("INSERT INTO award_links VALUES (?, ?, 1, 0, NULL, 0)", SERVER, player);
        handle.execute("INSERT INTO game_interests VALUES (?, 1, 1, 0, 0)", player);
        handle.execute("INSERT INTO interest_reads VALUES (?, 1, 1, 1)", player);
        handle.execute("INSERT INTO sitting_games VALUES (?, 1, 1, 0)", player);
        handle.execute("INSERT INTO score_reads VALUES (?, 1, 1)", player);
        handle.execute("INSERT INTO scores VALUES (?, 1, 1, 1, '1', 1, 1)", player);
    }

    PlayerCard card() {
        return new PlayerCard(
                ulid, name, "https://ra.org/user/" + name, "https://media.ra.org/UserPic/" + name + ".png");
    }

    static Unlock unlock(long id) {
        return new Unlock(
                id,
                "Title " + id,
                "Do it",
                "https://ra.org/achievement/" + id,
                "https://media.ra.org/Badge/1.png",
                5,
                5,
                null,
                "Game",
                "https://ra.org/game/1",
                "SNES",
                NOW.getEpochSecond() + id,
                true,
                false,
                false);
    }

    /** One announcement of each kind that names these people, and is about them where it is about somebody. */
    static List<Announcement> announcements(List<Personal> people) {
        long at = NOW.getEpochSecond();
        List<Unlocks> unlocks = people.stream()
                .map(one -> new Unlocks(one.card(), List.of(unlock(one.player()))))
                .toList();
        List<SetNews.Fan> fans = people.stream()
                .map(one -> new SetNews.Fan(one.ulid(), one.name()))
                .toList();
        EventAnnouncement.Begun begun = new EventAnnouncement.Begun(
                1,
                "Weekly",
                "Do it",
                "https://ra.org/achievement/1",
                "https://media.ra.org/Badge/1.png",
                5,
                "Game",
                "https://ra.org/game/1",
                "SNES",
                new EventAnnouncement.Event("Event", "https://ra.org/event/1", "", ""),
                at,
                null,
                people.stream()
                        .map(one -> new EventAnnouncement.Holder(one.ulid(), one.name()))
                        .toList(),
                0);
        AwardAnnouncement awards = new AwardAnnouncement(people.stream()
                .map(one -> new AwardAnnouncement.PlayersAward(one.card(), award(at)))
                .toList());
        SetNews news = new SetNews(
                SetNews.Work.NEW,
                1,
                "Game",
                null,
                "SNES",
                "https://ra.org/game/1",
                "",
                List.of("Developer"),
                5,
                50,
                null,
                fans,
                List.of(),
                List.of(),
                at);
        return List.of(
                unlocks.size() == 1 ? unlocks.get(0) : new UnlockAnnouncement.Summary(unlocks),
                awards,
                new EventAnnouncement(List.of(begun)),
                new SetAnnouncement(List.of(news)),
                new ScoreAnnouncement(scores(people, at)));
    }

    /** Everybody overtakes everybody else, and has a place of their own. */
    private static List<ScoreAnnouncement.PlayersScore> scores(List<Personal> people, long at) {
        return people.stream()
                .map(one -> new ScoreAnnouncement.PlayersScore(
                        one.card(),
                        new ScoreAnnouncement.Score(
                                1,
                                "Board",
                                "",
                                "https://ra.org/leaderboardinfo.php?i=1",
                                "Game",
                                "https://ra.org/game/1",
                                "SNES",
                                "",
                                "1:00",
                                1,
                                ScoreAnnouncement.Reached.FIRST_TEN,
                                null,
                                people.stream()
                                        .filter(other -> !other.equals(one))
                                        .map(Personal::card)
                                        .toList(),
                                at)))
                .toList();
    }

    private static AnnouncedAward award(long at) {
        return new AnnouncedAward(
                AnnouncedAward.Kind.MASTERED,
                "game/1#mastered",
                "Game",
                "https://ra.org/game/1#mastered",
                "",
                null,
                "SNES",
                5,
                null,
                at,
                false,
                false,
                null,
                null,
                null,
                1,
                false);
    }
}

package io.github.cheevoherald;

import io.github.cheevoherald.announce.AnnouncementKinds;
import io.github.cheevoherald.announce.awards.AwardMessages;
import io.github.cheevoherald.announce.events.EventKind;
import io.github.cheevoherald.announce.leaderboards.ScoreKind;
import io.github.cheevoherald.announce.sets.SetKind;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.StoredKind;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.words.Words;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of announcement there is: how it's stored, and how it's drawn. */
final class Kinds {
    private Kinds() {}

    static StoredKind[] stored() {
        return new StoredKind[] {
            UnlockAnnouncement.STORED,
            AwardAnnouncement.STORED,
            EventAnnouncement.STORED,
            SetAnnouncement.STORED,
            ScoreAnnouncement.STORED
        };
    }

    /** These kinds in the order in which people are offered them; those of another version come last. */
    static List<String> inOrder(List<String> kinds) {
        List<String> known = Stream.of(stored()).map(StoredKind::name).toList();
        return kinds.stream()
                .sorted(Comparator.comparingInt(kind -> known.contains(kind) ? known.indexOf(kind) : known.size()))
                .toList();
    }

    /** In the order in which people are offered them. */
    static AnnouncementKinds drawn(Words words) {
        return new AnnouncementKinds(
                new UnlockKind(words),
                new AwardMessages(words),
                new EventKind(words),
                new SetKind(words),
                new ScoreKind(words));
    }
}

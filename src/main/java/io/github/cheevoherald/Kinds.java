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

package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.unlocks.schedule.DuePoll;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import io.github.cheevoherald.unlocks.schedule.PollWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A poll with its complete answer.
 *
 * @param contexts what else is known about the unlocks to announce
 */
record AnsweredPoll(
        DuePoll due,
        PollWindow window,
        List<RecentUnlock> answer,
        Map<RecentUnlock, UnlockAnnouncement.Context> contexts) {

    AnsweredPoll(DuePoll due, PollWindow window, List<RecentUnlock> answer) {
        this(due, window, answer, Map.of());
    }

    Instant oldestAnnounced(PollSettings settings) {
        return PollWindow.oldestAnnounced(due, settings, window.siteNow());
    }

    AnsweredPoll with(Map<RecentUnlock, UnlockAnnouncement.Context> found) {
        return new AnsweredPoll(due, window, answer, found);
    }
}

package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.unlocks.context.ContextLookup;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has complete answers recorded. One with something to announce first waits some seconds for its context, in another
 * thread, so that nobody else's poll waits with it. Until it is recorded nothing has happened: if the process ends, the next
 * poll finds the same unlocks again.
 */
public final class PollRecording {
    private static final Logger log = LoggerFactory.getLogger(PollRecording.class);

    private final UnlockRecorder recorder;
    private final PollSchedule schedule;
    private final ContextLookup lookup;
    private final Executor waiting;
    private final Runnable added;

    /**
     * Records polls that {@code schedule} chose.
     *
     * @param waiting runs what waits for context, or rejects it: then it is recorded at once, without context
     * @param added run when announcements were added to the outbox
     */
    public PollRecording(
            UnlockRecorder recorder, PollSchedule schedule, ContextLookup lookup, Executor waiting, Runnable added) {
        this.recorder = recorder;
        this.schedule = schedule;
        this.lookup = lookup;
        this.waiting = waiting;
        this.added = added;
    }

    /** Records an answer, now or a few seconds later; the player's next poll waits until then. */
    void answered(AnsweredPoll poll) {
        List<RecentUnlock> news = news(poll);
        if (news.isEmpty() || !isWaiting(() -> record(poll.with(contexts(poll, news))))) {
            record(poll);
        }
    }

    private List<RecentUnlock> news(AnsweredPoll poll) {
        try {
            return poll.answer().isEmpty() ? List.of() : recorder.news(poll);
        } catch (RuntimeException | Error e) {
            schedule.givenUp(poll.due());
            throw e;
        }
    }

    private boolean isWaiting(Runnable record) {
        try {
            waiting.execute(record);
            return true;
        } catch (RejectedExecutionException allAreBusy) {
            return false;
        }
    }

    private Map<RecentUnlock, UnlockAnnouncement.Context> contexts(AnsweredPoll poll, List<RecentUnlock> news) {
        try {
            return lookup.of(poll.due().player(), news);
        } catch (RuntimeException e) {
            log.error(
                    "What goes with {}'s unlocks couldn't be looked up",
                    poll.due().player().name(),
                    e);
            return Map.of();
        }
    }

    private void record(AnsweredPoll poll) {
        int announcements;
        try {
            announcements = recorder.record(poll);
        } catch (RuntimeException | Error e) {
            schedule.givenUp(poll.due());
            throw e;
        }
        if (announcements > 0) {
            added.run();
        }
    }
}

package io.github.cheevoherald.awards;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides where an award is announced. Pure: no I/O, no state. */
final class AwardDetector {
    private AwardDetector() {}

    /** The links for which this award is news, given the player's awards that are recorded already. */
    static List<AwardLink> news(
            FoundAward award, Map<AwardKey, AwardLedger.Known> recorded, List<AwardLink> links, AwardLook look) {
        if (award.date().isBefore(look.oldest())
                || award.key().inHardcore().filter(recorded::containsKey).isPresent()) {
            return List.of();
        }
        AwardLedger.Known known = recorded.get(award.key());
        return links.stream()
                .filter(link -> known == null ? isNew(award, link, look) : isUndecided(award, known, link, look))
                .toList();
    }

    /** Whether the casual award for the same game is recorded, so that this one in hardcore is an upgrade. */
    static boolean isUpgrade(FoundAward award, Map<AwardKey, AwardLedger.Known> recorded) {
        return award.key().inCasual().filter(recorded::containsKey).isPresent();
    }

    /**
     * What isn't recorded came after the list of all the player's awards was read. Until then the date decides, and in
     * the list itself the row's number, too.
     */
    private static boolean isNew(FoundAward award, AwardLink link, AwardLook look) {
        return award.date().isAfter(link.since())
                || link.listRead()
                || (settles(look, link) && link.isAfterBeginning(award.id()));
    }

    /**
     * Whether an award that is recorded, as another server wanted it, was never decided about for this link: it came
     * before the link was known here, or had to wait for the list. Its first date counts: it may have been earned again.
     */
    private static boolean isUndecided(FoundAward award, AwardLedger.Known known, AwardLink link, AwardLook look) {
        if (link.listRead() || !settles(look, link)) {
            return false;
        }
        return known.date().isAfter(link.since())
                ? known.number() <= link.knownBefore()
                : link.isAfterBeginning(earlier(known.awardId(), award.id()));
    }

    static boolean settles(AwardLook look, AwardLink link) {
        return look.ofOnePlayer() && !look.askedAt().isBefore(link.since());
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}

package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import java.util.ArrayList;
import java.util.List;

/** The unlocks of an announcement as two, so that what is wrong with one of them is found without the others. */
final class Halves {
    private Halves() {}

    private record One(PlayerCard player, Unlock unlock) {}

    /** Both halves in the announcement's own order, or itself when it is of a single unlock. */
    static List<Announcement> of(Announcement announcement) {
        List<One> all = new ArrayList<>();
        for (Unlocks part : announcement.parts()) {
            part.unlocks().forEach(unlock -> all.add(new One(part.player(), unlock)));
        }
        int middle = (all.size() + 1) / 2;
        return all.size() < 2
                ? List.of(announcement)
                : List.of(together(all.subList(0, middle)), together(all.subList(middle, all.size())));
    }

    private static Announcement together(List<One> unlocks) {
        List<Unlocks> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= unlocks.size(); i++) {
            PlayerCard player = unlocks.get(begin).player();
            if (i == unlocks.size() || !unlocks.get(i).player().equals(player)) {
                parts.add(new Unlocks(
                        player,
                        unlocks.subList(begin, i).stream().map(One::unlock).toList()));
                begin = i;
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Announcement.Summary(parts);
    }
}

package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Many unlocks of a player in one game. */
record Burst(SiteWorld world, SkewedClock clock) {

    /** One a second up to now, of achievements that the player lacks. */
    List<Unlock> play(SitePlayer player, Game game, int count, boolean hardcore) {
        List<Achievement> lacking = world.achievements(game.id()).stream()
                .filter(achievement ->
                        achievement.promoted() && world.rows().atLast(player.ulid(), achievement.id()) == null)
                .toList();
        if (lacking.size() < count) {
            throw new IllegalArgumentException(
                    player.displayName() + " lacks only " + lacking.size() + " achievements of " + game.title() + ".");
        }
        Instant first = clock.now().minusSeconds(count - 1L);
        List<Unlock> burst = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            long id = lacking.get(index).id();
            burst.add(world.unlock(player.ulid(), id, hardcore, first.plusSeconds(index), clock.realNow()));
        }
        return burst;
    }
}

package io.github.cheevoherald.sandbox.demo;

/** An event in the demo. Achievements are given by the index of the game in the story and their own index in it. */
sealed interface Step {

    /** A player unlocks something; {@code lateMinutes} ago if it comes late. */
    record Unlock(String player, Spot spot, boolean hardcore, int lateMinutes) implements Step {}

    /** A player's softcore unlock becomes a hardcore one. */
    record Upgrade(String player, Spot spot) implements Step {}

    /** A player unlocks something, and an event counts it too. */
    record Twin(String player, Spot spot, int event) implements Step {}

    /** A player's offline session arrives at once. */
    record Burst(String player, int game, int count) implements Step {}

    /** A player starts a game over. */
    record StartOver(String player, int game) implements Step {}

    /** A player files a ticket. */
    record Complain(String player, Spot spot, int words, boolean hardcore) implements Step {}

    /** The oldest open ticket is resolved. */
    record Resolve() implements Step {}

    /** An achievement's place. */
    record Spot(int game, int achievement) {}
}

/**
 * Decides whom to poll next. A free request goes to the player whose poll is worth most.
 *
 * <p>The way in is {@code Rota}: {@code pick} chooses a player, {@code polled} reports what came of it. The package knows
 * no database and no site. Its words, in the order in which they build on each other:
 *
 * <ul>
 *   <li><b>Poll</b>: one request for one player's unlocks. The budget, say one request a second, is what limits us.
 *   <li><b>Unlock</b>: the player earned an achievement. It waits, unseen, until the next poll.
 *   <li><b>Sitting</b>: a run of unlocks less than an hour apart. A player between two sittings is <b>idle</b>.
 *   <li><b>Pause</b>: the time between two unlocks of a sitting. Each player has a usual pause.
 *   <li><b>Habit</b>: how often, at which hours and on which days a player starts a sitting ({@code Habits}).
 *   <li><b>Pattern</b>: all of this for one player, learned from the player's own unlocks ({@code PlayPattern}).
 *   <li><b>λ</b>, the rate: unlocks per second expected of a player now. During a sitting it follows from the pauses,
 *       otherwise from the habits.
 *   <li><b>Δ</b>, the wait: seconds since the player's last poll.
 *   <li><b>λΔ²</b>, the value of a poll: λΔ unlocks are expected to be waiting, for half of Δ on average, so a poll ends
 *       a wait of λΔ²/2. The largest one wins. Each player's interval then becomes proportional to 1/√λ.
 *   <li><b>Shortest interval</b>: nobody is polled more often.
 *   <li><b>Deadline</b>: the longest interval after the last poll. The λΔ² of a player who never plays stays small, and
 *       the deadline gets them a poll anyway.
 *   <li><b>Credit</b>: deadlines may take 28 % of all polls. Every pick adds 0.28 to the credit, and a poll for a deadline
 *       costs 1.
 *   <li><b>Appointment</b>: a time at which a player goes before everybody else: the retry of a failed poll, a new
 *       registration, a call from the radar.
 *   <li><b>On hold</b>: a poll of the player is under way, or failed and has its retry ahead.
 *   <li><b>Allowance</b>: the requests that few players may use. As it runs out, the <b>price</b> rises: the λΔ² below
 *       which a poll isn't worth a request ({@code Allowance}).
 *   <li><b>Radar</b>: reads a list of many players' points with one request and reports whose points <b>moved</b>
 *       ({@code ActivityRadar}). A player on that list is <b>covered</b>.
 *   <li><b>Scan</b>: reads the list of everybody on the site, last active first, once a minute or less often, for the
 *       players who aren't covered ({@code ActivityScan}). Its line for a player is a <b>sighting</b>. Whose points moved
 *       without a poll having found why is polled at once. Whoever was sighted is <b>active</b> and counts as being in a
 *       sitting; all others wait for their deadlines ({@code Presence}).
 *   <li><b>Saved turn</b>: what the database keeps about a player for the next start ({@code SavedTurn}).
 * </ul>
 *
 * <p>{@code simulation} plays all of this on a file of unlocks and measures how long they waited. The reasons are in ADR 20,
 * the figures in docs/performance.md.
 */
@NullMarked
package io.github.cheevoherald.rota;

import org.jspecify.annotations.NullMarked;

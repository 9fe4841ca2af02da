package io.github.cheevoherald.sandbox.demo;

import io.github.cheevoherald.sandbox.demo.Step.Spot;
import io.github.cheevoherald.sandbox.demo.Story.AchievementText;
import io.github.cheevoherald.sandbox.demo.Story.GameText;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.Leaderboards;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import io.github.cheevoherald.sandbox.site.Ticket;
import io.github.cheevoherald.sandbox.site.TicketState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds the demo's players and games on the embedded site from the story, and carries out the steps. */
final class Stage {
    private final Story story;
    private final SiteWorld world;
    private final Clock clock;
    private final List<Long> games = new ArrayList<>();
    private final Map<Spot, Long> achievements = new HashMap<>();
    private final List<Long> events = new ArrayList<>();

    Stage(Story story, SiteWorld world, Clock clock) {
        this.story = story;
        this.world = world;
        this.clock = clock;
    }

    void build(List<Step.Unlock> past, long seed) {
        Random random = new Random(seed);
        List<String> developers = new ArrayList<>();
        for (String name : story.developers()) {
            developers.add(world.addPlayer(name).ulid());
        }
        for (GameText text : story.games()) {
            buildGame(text, developers.get(games.size() % developers.size()));
        }
        story.events()
                .forEach(title -> events.add(world.addGame(title, Game.EVENTS).id()));
        for (String name : story.players()) {
            long points = random.nextInt(20_000);
            world.addPlayer(name, points, points / 20);
        }
        past.forEach(this::play);
        addStrangers(random);
        addLeaderboards();
        addTickets(random);
    }

    private void buildGame(GameText text, String developer) {
        Game game = world.addGame(text.title(), text.console());
        for (String line : text.achievements()) {
            AchievementText words = AchievementText.parse(line);
            Achievement added = world.addAchievement(game.id(), words.title(), words.description(), words.points());
            world.updateAchievement(
                    added.id(),
                    achievement -> achievement.withType(words.type()).withAuthor(developer));
            achievements.put(new Spot(games.size(), achievements(games.size()).size()), added.id());
        }
        games.add(game.id());
    }

    private List<Spot> achievements(int game) {
        return achievements.keySet().stream()
                .filter(spot -> spot.game() == game)
                .toList();
    }

    /** Two on the first game, on which strangers have scores. */
    private void addLeaderboards() {
        Leaderboards boards = world.leaderboards();
        long speed = boards.add(
                        games.get(0), "Any %", "Finish as fast as you can", true, Leaderboards.Format.MILLISECS, false)
                .id();
        long points = boards.add(games.get(0), "High score", "Score as much as you can", false)
                .id();
        int number = 0;
        for (String name : story.strangers()) {
            boards.submit(name, speed, 30_000 + 1717L * number);
            boards.submit(name, points, 90_000 - 2500L * number);
            number++;
        }
    }

    /** Players outside the server, so that an achievement has more than one page of unlocks. */
    private void addStrangers(Random random) {
        for (String name : story.strangers()) {
            world.addPlayer(name);
            for (int game = 0; game < games.size(); game++) {
                int count = random.nextInt(achievements(game).size() + 1);
                for (int achievement = 0; achievement < count; achievement++) {
                    Instant date = clock.instant().minus(Duration.ofMinutes(20_000 + random.nextInt(500_000)));
                    world.unlock(name, id(new Spot(game, achievement)), random.nextInt(4) > 0, date, date);
                }
            }
        }
    }

    private void addTickets(Random random) {
        for (int number = 0; number < 18; number++) {
            int game = random.nextInt(games.size());
            Spot spot = new Spot(game, random.nextInt(achievements(game).size()));
            String words = story.tickets().get(number % story.tickets().size());
            String reporter =
                    story.strangers().get(random.nextInt(story.strangers().size()));
            Instant at = clock.instant().minus(Duration.ofHours(18L * (20 - number)));
            Ticket ticket = world.tickets()
                    .open(
                            id(spot),
                            reporter,
                            1 + random.nextInt(2),
                            words,
                            number % 5 == 0 ? null : number % 2 == 0,
                            at);
            if (number % 6 == 5) {
                world.tickets().move(ticket.id(), TicketState.REQUEST, null);
            } else if (number % 6 == 4) {
                world.tickets()
                        .move(
                                ticket.id(),
                                TicketState.RESOLVED,
                                story.developers().get(0));
            }
        }
    }

    void play(Step step) {
        step.fold(new Step.Cases<Runnable>(
                        unlock -> () -> play(unlock),
                        upgrade -> () -> world.upgrade(upgrade.player(), id(upgrade.spot())),
                        twin -> () -> playTwin(twin),
                        burst -> () -> world.burst(burst.player(), games.get(burst.game()), burst.count(), true),
                        over -> () -> play(over),
                        complain -> () -> play(complain),
                        resolve -> this::resolveOldestTicket))
                .run();
    }

    private void play(Step.Unlock unlock) {
        Instant date = world.now().minus(Duration.ofMinutes(unlock.lateMinutes()));
        world.unlock(unlock.player(), id(unlock.spot()), unlock.hardcore(), date, clock.instant());
    }

    private void play(Step.StartOver over) {
        for (Spot spot : achievements(over.game())) {
            world.reset(over.player(), id(spot), clock.instant());
        }
    }

    private void play(Step.Complain complain) {
        String words = story.tickets().get(complain.words());
        world.tickets().open(id(complain.spot()), complain.player(), 2, words, complain.hardcore());
    }

    private void resolveOldestTicket() {
        world.tickets().all().stream()
                .filter(ticket -> ticket.state() == TicketState.OPEN)
                .findFirst()
                .ifPresent(ticket -> world.tickets()
                        .move(
                                ticket.id(),
                                TicketState.RESOLVED,
                                story.developers().get(1)));
    }

    private void playTwin(Step.Twin twin) {
        long source = id(twin.spot());
        world.unlock(twin.player(), source, true);
        Achievement words = world.achievement(source).orElseThrow();
        Achievement copy =
                world.addAchievement(events.get(twin.event()), words.title(), words.description(), words.points());
        world.eventPairs().list(source, copy.id(), world.now(), null, null);
        world.twin(twin.player(), source, copy.id(), clock.instant());
    }

    private long id(Spot spot) {
        Long id = achievements.get(spot);
        if (id == null) {
            throw new IllegalArgumentException("There is no " + spot + " in the demo.");
        }
        return id;
    }
}

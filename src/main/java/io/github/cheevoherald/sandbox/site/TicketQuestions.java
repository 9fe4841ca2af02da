package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** GetTicketData: the first parameter that PHP considers true decides what is returned. */
final class TicketQuestions {
    private static final int UNPROMOTED = 5;
    private static final Comparator<Ticket> NEWEST_FIRST =
            Comparator.comparing(Ticket::reportedAt).thenComparing(Ticket::id).reversed();

    private final SiteWorld world;
    private final String site;

    /** @param site the site's address with a slash at the end */
    TicketQuestions(SiteWorld world, String site) {
        this.world = world;
        this.site = site;
    }

    ApiAnswer answer(PhpQuery query) {
        String user = query.text("u");
        synchronized (world) {
            if (query.cast("i") != 0) {
                return one(query.cast("i"));
            }
            if (query.cast("f") == 1) {
                return mostReported(query);
            }
            if (user != null && !user.equals("0")) {
                return ofDeveloper(user);
            }
            if (query.cast("g") != 0) {
                return ofGame(query.cast("g"), query);
            }
            if (query.cast("a") != 0) {
                return ofAchievement(query.cast("a"));
            }
            return recent(query);
        }
    }

    private ApiAnswer one(long id) {
        Ticket ticket = world.tickets().ticket(id).orElse(null);
        if (ticket == null) {
            return notFound("Ticket ID " + id);
        }
        OrderedJson fields = new TicketFields(world).of(ticket);
        fields.put("URL", site + "ticket/" + id);
        return ApiAnswer.json(200, fields);
    }

    private ApiAnswer mostReported(PhpQuery query) {
        Map<Long, Integer> open = new TreeMap<>();
        for (Ticket ticket : openOnes()) {
            world.achievement(ticket.achievementId())
                    .ifPresent(achievement -> open.merge(achievement.gameId(), 1, Integer::sum));
        }
        long count = Math.min(query.cast("c", 10), 100);
        List<OrderedJson> games = open.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(count < 1 ? 20 : count)
                .map(entry -> reportedGame(world.game(entry.getKey()).orElseThrow(), entry.getValue()))
                .toList();
        return ApiAnswer.json(
                200, new OrderedJson().put("MostReportedGames", games).put("URL", site + "manage/most-reported-games"));
    }

    private static OrderedJson reportedGame(Game game, int open) {
        return new OrderedJson()
                .put("GameID", game.id())
                .put("GameTitle", game.title())
                .put("GameIcon", game.icon())
                .put("Console", game.consoleName())
                .put("OpenTickets", open);
    }

    private ApiAnswer ofDeveloper(String name) {
        SitePlayer developer = world.player(name).orElse(null);
        if (developer == null) {
            return notFound("User " + name);
        }
        List<Ticket> theirs = select(ticket -> world.achievement(ticket.achievementId())
                .filter(achievement -> achievement.author().equals(developer.ulid()))
                .isPresent());
        long open = count(theirs, TicketState.OPEN);
        long closed = count(theirs, TicketState.CLOSED);
        long resolved = count(theirs, TicketState.RESOLVED);
        return ApiAnswer.json(
                200,
                new OrderedJson()
                        .put("User", developer.displayName())
                        .put("ULID", developer.ulid())
                        .put("Open", open)
                        .put("Closed", closed)
                        .put("Resolved", resolved)
                        .put("Total", open + closed + resolved)
                        .put("URL", site + "user/" + developer.displayName() + "/tickets"));
    }

    private ApiAnswer ofGame(long id, PhpQuery query) {
        Game game = world.game(id).orElse(null);
        if (game == null) {
            return notFound("Game ID " + id);
        }
        boolean promoted = query.cast("f") != UNPROMOTED;
        List<Ticket> inEveryState = select(ticket -> world.achievement(ticket.achievementId())
                .filter(achievement -> achievement.gameId() == id && achievement.promoted() == promoted)
                .isPresent());
        OrderedJson body = new OrderedJson()
                .put("GameID", id)
                .put("GameTitle", game.title())
                .put("ConsoleName", game.consoleName())
                .put("OpenTickets", inEveryState.size())
                .put("URL", site + "game/" + id + "/tickets");
        if (query.cast("d") == 1) {
            body.put("Tickets", page(inEveryState, query));
        }
        return ApiAnswer.json(200, body);
    }

    private ApiAnswer ofAchievement(long id) {
        Achievement achievement = world.achievement(id).orElse(null);
        if (achievement == null) {
            return notFound("Achievement ID " + id);
        }
        List<Ticket> open =
                select(ticket -> ticket.achievementId() == id && ticket.state().countsAsOpen());
        return ApiAnswer.json(
                200,
                new OrderedJson()
                        .put("AchievementID", id)
                        .put("AchievementTitle", achievement.title())
                        .put("AchievementDescription", achievement.description())
                        .put("AchievementType", achievement.type())
                        .put("URL", site + "achievement/" + id + "/tickets")
                        .put("OpenTickets", open.size()));
    }

    private ApiAnswer recent(PhpQuery query) {
        List<Ticket> open = openOnes();
        return ApiAnswer.json(
                200,
                new OrderedJson()
                        .put("OpenTickets", open.size())
                        .put("URL", site + "tickets")
                        .put("RecentTickets", page(open, query)));
    }

    private List<OrderedJson> page(List<Ticket> tickets, PhpQuery query) {
        TicketFields ticketFields = new TicketFields(world);
        return tickets.stream()
                .skip(Math.max(0, query.cast("o")))
                .limit(Math.max(0, Math.min(query.cast("c", 10), 100)))
                .map(ticketFields::of)
                .toList();
    }

    private List<Ticket> openOnes() {
        return select(ticket -> ticket.state().countsAsOpen()
                && world.achievement(ticket.achievementId())
                        .filter(Achievement::promoted)
                        .isPresent());
    }

    private List<Ticket> select(Predicate<Ticket> condition) {
        List<Ticket> selected = new ArrayList<>();
        for (Ticket ticket : world.tickets().all()) {
            if (condition.test(ticket)) {
                selected.add(ticket);
            }
        }
        selected.sort(NEWEST_FIRST);
        return selected;
    }

    private static long count(List<Ticket> tickets, TicketState state) {
        return tickets.stream().filter(ticket -> ticket.state() == state).count();
    }

    private static ApiAnswer notFound(String what) {
        return ApiAnswer.json(404, new OrderedJson().put("error", what + " not found"));
    }
}

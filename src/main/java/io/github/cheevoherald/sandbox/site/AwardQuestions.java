package io.github.cheevoherald.sandbox.site;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GetRecentGameAwards. */
final class AwardQuestions {
    private static final String KINDS = "beaten-softcore,beaten-hardcore,completed,mastered";
    private static final int MAX_ROWS = 100;

    private final SiteWorld world;

    AwardQuestions(SiteWorld world) {
        this.world = world;
    }

    ApiAnswer recent(PhpQuery query) {
        ApiAnswer failure = new Validation(query)
                .integer("o", 0, Long.MAX_VALUE)
                .integer("c", 1, Long.MAX_VALUE)
                .failure();
        if (failure != null) {
            return failure;
        }
        String kinds = query.text("k");
        List<String> wanted = Arrays.asList((kinds == null ? KINDS : kinds).split(",", -1));
        long offset = query.cast("o");
        long count = query.text("c") == null ? 25 : Math.min(query.cast("c"), MAX_ROWS);
        Instant before = dayAfter(query.text("d"));
        synchronized (world) {
            List<Award> awards = new ArrayList<>(world.awards().all());
            awards.removeIf(award -> award.kind() == Award.Kind.EVENT
                    || !wanted.contains(award.kind().earlierWord())
                    || !award.awardedAt().isBefore(before));
            awards.sort(Comparator.comparing(Award::awardedAt).reversed());
            return answer(awards, awards.stream().skip(offset).limit(count).toList());
        }
    }

    /** An award of a deleted player leaves a gap, and with a gap the list is an object. */
    private ApiAnswer answer(List<Award> all, List<Award> page) {
        OrderedJson numbered = new OrderedJson();
        List<OrderedJson> rows = new ArrayList<>();
        for (int number = 0; number < page.size(); number++) {
            SitePlayer player = world.byUlid(page.get(number).player());
            if (player != null && !player.deleted()) {
                OrderedJson row = row(page.get(number), player);
                rows.add(row);
                numbered.put(String.valueOf(number), row);
            }
        }
        boolean gap = rows.size() < page.size()
                && numbered.fields().keySet().stream().anyMatch(key -> Integer.parseInt(key) >= rows.size());
        return ApiAnswer.json(
                200,
                new OrderedJson()
                        .put("Count", rows.size())
                        .put("Total", all.size())
                        .put("Results", gap ? numbered : rows));
    }

    private OrderedJson row(Award award, SitePlayer player) {
        Game game = world.game(award.gameId()).orElseThrow();
        return new OrderedJson()
                .put("User", player.displayName())
                .put("ULID", player.ulid())
                .put("AwardKind", award.kind().earlierWord())
                .put("AwardDate", PhpDates.offset(award.awardedAt()))
                .put("GameID", game.id())
                .put("GameTitle", game.title())
                .put("ConsoleID", game.consoleId())
                .put("ConsoleName", game.consoleName());
    }

    private static Instant dayAfter(@Nullable String day) {
        try {
            return day == null
                    ? Instant.MAX
                    : LocalDate.parse(day).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }
}

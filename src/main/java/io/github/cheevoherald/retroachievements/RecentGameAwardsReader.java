package io.github.cheevoherald.retroachievements;

import java.util.ArrayList;
import java.util.List;

/** Reads the answer of GetRecentGameAwards. */
final class RecentGameAwardsReader {
    private RecentGameAwardsReader() {}

    static Outcome<List<RecentGameAward>> read(Reply.Json json) {
        List<RecentGameAward> awards = new ArrayList<>();
        for (JsonFields row : JsonFields.of(json.found()).list("Results")) {
            AwardKind.named(row.text("AwardKind")).ifPresent(kind -> awards.add(award(row, kind)));
        }
        return new Outcome.Found<>(List.copyOf(awards));
    }

    private static RecentGameAward award(JsonFields row, AwardKind kind) {
        return new RecentGameAward(
                row.requiredText("User"),
                row.requiredText("ULID"),
                kind,
                row.requiredDate("AwardDate"),
                row.id("GameID"),
                row.text("GameTitle"),
                row.text("ConsoleName"));
    }
}

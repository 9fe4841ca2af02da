package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lists of several players: lines under their games and days, over one message or several. */
@Apart
final class SeveralPlayersListTest {
    private static final long NOON = 1_700_000_000L;
    private static final Pattern HEADING =
            Pattern.compile("\\*\\*\\[(Game \\d)]\\(\\S+/game/\\d\\)\\*\\* · .* · <t:(\\d+):D>");
    private static final Pattern LINE =
            Pattern.compile("<t:(\\d+):t> \\[(\\w+)]\\(\\S+\\) \\[Title \\d+]\\(\\S+\\) · 5 \\(6\\)");

    private final UnlockKind kind = new UnlockKind(Words.english());

    /** A line of a message, and the number of the heading that it stands under. */
    private record Read(int group, String player, long date) {}

    @Property(tries = 100)
    void eachGameAndDayStandsOnceUnlessAPlayerWentBackToIt(@ForAll("summaries") Summary summary) {
        for (RenderedMessage message : kind.list(summary)) {
            List<String> headings = new ArrayList<>();
            List<Read> lines = read(message, headings);

            for (int at = 0; at < headings.size(); at++) {
                int earlier = headings.subList(0, at).lastIndexOf(headings.get(at));
                int group = at;
                String first = lines.stream()
                        .filter(line -> line.group() == group)
                        .findFirst()
                        .orElseThrow()
                        .player();
                assertThat(earlier < 0
                                || lines.stream()
                                        .anyMatch(line -> line.player().equals(first)
                                                && line.group() > earlier
                                                && line.group() < group))
                        .as("%s stands again for %s", headings.get(at), first)
                        .isTrue();
            }
        }
    }

    @Property(tries = 100)
    void everyPlayersUnlocksAreInOrderAndMessagesGoByDate(@ForAll("summaries") Summary summary) {
        Map<String, List<Long>> dates = new HashMap<>();
        long before = Long.MIN_VALUE;
        for (RenderedMessage message : kind.list(summary)) {
            List<Read> lines = read(message, new ArrayList<>());
            lines.forEach(line -> dates.computeIfAbsent(line.player(), player -> new ArrayList<>())
                    .add(line.date()));

            assertThat(lines).extracting(Read::date).allMatch(after(before));
            before = lines.stream().mapToLong(Read::date).max().orElseThrow();
            assertThat(message.announcement().items())
                    .extracting(Item::date)
                    .as("what the picture shows, in the order of the lines")
                    .isEqualTo(lines.stream().map(Read::date).toList());
        }

        assertThat(dates.values()).allSatisfy(one -> assertThat(one).isSorted());
        assertThat(dates.values().stream().mapToInt(List::size).sum()).isEqualTo(summary.count());
    }

    private static Predicate<Long> after(long before) {
        return date -> date >= before;
    }

    /** Reads a message whose every line is a heading or an unlock that doesn't name its game. */
    private static List<Read> read(RenderedMessage message, List<String> headings) {
        List<Read> lines = new ArrayList<>();
        String text = message.message().getEmbeds().stream()
                .map(MessageEmbed::getDescription)
                .collect(Collectors.joining("\n"));
        for (String one : text.split("\n", -1)) {
            Matcher heading = HEADING.matcher(one);
            Matcher line = LINE.matcher(one);
            if (heading.matches()) {
                headings.add(heading.group(1) + " " + Day.of(Long.parseLong(heading.group(2))));
            } else {
                assertThat(line.matches()).as(one).isTrue();
                lines.add(new Read(headings.size() - 1, line.group(2), Long.parseLong(line.group(1))));
            }
        }
        return lines;
    }

    @Provide
    Arbitrary<Summary> summaries() {
        Arbitrary<Unlock> unlocks = Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(0, 3 * 24 * 60).map(minute -> NOON + 60 * minute))
                .as(SeveralPlayersListTest::unlock);
        return unlocks.list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .list()
                .ofMinSize(2)
                .ofMaxSize(4)
                .map(players -> {
                    List<Unlocks> parts = new ArrayList<>();
                    for (int i = 0; i < players.size(); i++) {
                        List<Unlock> theirs = players.get(i).stream()
                                .sorted(Comparator.comparingLong(Unlock::unlockedAt))
                                .toList();
                        parts.add(new Unlocks(Announcements.player("Player" + i), theirs));
                    }
                    return new Summary(parts);
                });
    }

    private static Unlock unlock(int game, long date) {
        return new Unlock(
                date,
                "Title " + date,
                "",
                "https://site.example/achievement/" + date,
                "",
                5,
                6,
                null,
                "Game " + game,
                "https://site.example/game/" + game,
                "SNES",
                date,
                true,
                false,
                false);
    }
}

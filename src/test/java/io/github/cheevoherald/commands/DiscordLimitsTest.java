package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.lookups.GameTickets;
import io.github.cheevoherald.lookups.PlayerUnlocks;
import io.github.cheevoherald.lookups.RecentTickets;
import io.github.cheevoherald.lookups.UnlockersPage;
import io.github.cheevoherald.players.PendingRegistration;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever the site sends, Discord accepts our answers. */
@Apart
final class DiscordLimitsTest {
    private static final int TRIES = 30;
    private static final Pattern PING = Pattern.compile("(?<!\\\\)@(?:everyone|here)");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Formatting LOOK = new Formatting(CommandBench.LINKS, Words.english(), Clock.systemUTC());
    private static final PageButton BUTTON =
            new PageButton("list", 0, Long.MAX_VALUE, List.of("01234567890123456789012345", "20160"));

    @Provide
    static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "\u202e\u200b",
                        "@everyone",
                        "[x](https://evil.example)",
                        "*".repeat(65_000),
                        "\\".repeat(65_000),
                        "@everyone ".repeat(6_500),
                        "🏆".repeat(32_500),
                        "\ud83c".repeat(300),
                        "a\n<br/>\n".repeat(5_000),
                        "](".repeat(1_000),
                        "https://a.example/" + "x".repeat(5_000)),
                Arbitraries.strings().all().ofMaxLength(600),
                Arbitraries.strings()
                        .withChars("\\*_~`|>#-+[]()<@:\n\u202e\u0000é🏆")
                        .ofMaxLength(3_000));
    }

    @Provide
    static Arbitrary<Integer> number() {
        return Arbitraries.integers();
    }

    @Property(tries = TRIES)
    void recentUnlocks(@ForAll("text") String a, @ForAll("text") String b, @ForAll("number") int number) {
        RecentUnlock row = new RecentUnlock(Instant.MAX, true, number, a, b, b, number, number, a, b, number, a);
        Registered registered = new Registered(1, Long.MAX_VALUE, new Player(1, a, b, a, null, false), null, false);

        check(new UnlocksOfPlayerPage(LOOK)
                .page(b, registered, new PlayerUnlocks(Collections.nCopies(25, row), true), BUTTON));
    }

    @Property(tries = TRIES)
    void unlocksOfAnAchievement(@ForAll("text") String a, @ForAll("text") String b, @ForAll("number") int number) {
        AchievementUnlocks.Unlock row = new AchievementUnlocks.Unlock(a, null, Instant.MIN, false);
        AchievementUnlocks about = new AchievementUnlocks(
                new AchievementUnlocks.Achievement(number, a, b, number, number),
                a,
                number,
                b,
                number,
                number,
                number,
                List.of());
        Registered registered = new Registered(1, Long.MAX_VALUE, new Player(1, a, a, a, null, false), null, false);

        check(new UnlockersView(LOOK, List.of(registered))
                .page(new UnlockersPage(about, Collections.nCopies(10, row), 999_999, true), BUTTON));
    }

    @Property(tries = TRIES)
    void tickets(@ForAll("text") String a, @ForAll("text") String b, @ForAll("number") int number) {
        TicketData.Ticket ticket = ticket(a, b, number);
        List<TicketData.Ticket> many = Collections.nCopies(30, ticket);
        TicketLists pages = new TicketLists(LOOK);

        check(pages.one(ticket));
        check(pages.one(ticket(null, null, number)));
        check(pages.recent(
                new RecentTickets(number, Collections.nCopies(RecentTickets.PER_PAGE, ticket), 3, true), BUTTON));
        check(pages.ofGame(new GameTickets(number, a, b, many, true), BUTTON));
    }

    private static TicketData.Ticket ticket(@Nullable String a, @Nullable String b, int number) {
        Long id = a == null ? null : (long) number;
        return new TicketData.Ticket(
                number,
                id,
                a,
                a == null ? null : number,
                b,
                a,
                id,
                b,
                a,
                a == null ? null : Instant.MAX,
                number,
                a,
                b,
                a,
                a == null ? null : Instant.MIN,
                b,
                number,
                b,
                null);
    }

    @Property(tries = TRIES)
    void counts(@ForAll("text") String a, @ForAll("text") String b, @ForAll("number") int number) {
        TicketCounts counts = new TicketCounts(LOOK);
        TicketData.ReportedGame game = new TicketData.ReportedGame(number, a, a, number);

        check(counts.ofAchievement(new TicketData.OfAchievement(number, a, b, number)));
        check(counts.ofDeveloper(new TicketData.OfDeveloper(a, number, number, number, number)));
        check(counts.games(new TicketData.MostReported(Collections.nCopies(100, game)), BUTTON));
    }

    @Property(tries = TRIES)
    void players(@ForAll("text") String a, @ForAll("text") String b) {
        Registered registered = new Registered(1, Long.MAX_VALUE, new Player(1, a, b, a, NOW, false), NOW, false);
        PendingRegistration pending =
                new PendingRegistration(1, Long.MAX_VALUE, a, PendingRegistration.Problem.SERVER_FULL);

        PlayersPage.Everybody everybody = new PlayersPage.Everybody(
                Collections.nCopies(15, registered),
                Collections.nCopies(15, pending),
                Map.of(1L, Optional.of(Duration.ofHours(1))));
        check(new PlayersPage(LOOK, new PlayersPage.Time(NOW, ours -> ours), everybody).page(BUTTON.to(1)));
    }

    @Property(tries = TRIES)
    void refusals(@ForAll("text") String a) {
        for (Outcome.Thing thing : Outcome.Thing.values()) {
            CommandAnswer answer = new OutcomeSentences(LOOK.words())
                    .answer(new Outcome.Missing<>(thing), a, found -> CommandAnswer.text("found"));
            assertThat(answer.isRefusal()).isTrue();
            String sentence = answer.message().getContent();
            assertThat(sentence).hasSizeLessThan(300);
            assertThat(PING.matcher(sentence).find()).isFalse();
        }
    }

    private static void check(CommandAnswer answer) {
        List<MessageEmbed> embeds = answer.message().getEmbeds();
        assertThat(embeds).hasSizeLessThanOrEqualTo(10);
        int total = 0;
        for (MessageEmbed embed : embeds) {
            total += embed.getLength();
            assertThat(embed.getTitle()).isNotBlank().hasSizeLessThanOrEqualTo(256);
            assertThat(embed.getDescription()).isNotBlank().hasSizeLessThanOrEqualTo(4096);
            assertThat(PING.matcher(embed.getDescription()).find()).isFalse();
            assertThat(embed.getFields()).hasSizeLessThanOrEqualTo(25).allSatisfy(field -> {
                assertThat(field.getName()).isNotBlank().hasSizeLessThanOrEqualTo(256);
                assertThat(field.getValue()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
            });
        }
        assertThat(total).isLessThanOrEqualTo(6000);
        assertThat(answer.message().getAllowedMentions()).isEmpty();
    }
}

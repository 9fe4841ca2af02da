package io.github.cheevoherald.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filter lets through, as tables, and that it is applied once, when an announcement is added. */
@Apart
final class FilterTest {
    private static final PlayerCard ANN = new PlayerCard("01ANN", "Ann", "https://site/user/Ann", "");

    @TempDir
    private Path folder;

    private static Filter filter(@Nullable Integer points, @Nullable Double rarity, boolean hardcore, String leftOut) {
        return new Filter(
                points,
                rarity,
                hardcore,
                Stream.of(leftOut.split(";", -1))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        // filter: points, rarity, hardcore, left out | item: points, rarity, hardcore, game id, game, console | lets
        ",,false,'',5,50,false,1,Sonic,Mega Drive,true",
        "10,,false,'',9,50,false,1,Sonic,Mega Drive,false",
        "10,,false,'',10,50,false,1,Sonic,Mega Drive,true",
        "10,,false,'',,50,false,1,Sonic,Mega Drive,true",
        ",5,false,'',5,5,false,1,Sonic,Mega Drive,true",
        ",5,false,'',5,5.01,false,1,Sonic,Mega Drive,false",
        ",5,false,'',5,,false,1,Sonic,Mega Drive,true",
        ",,true,'',5,50,false,1,Sonic,Mega Drive,false",
        ",,true,'',5,50,true,1,Sonic,Mega Drive,true",
        ",,true,'',5,50,,1,Sonic,Mega Drive,true",
        ",,false,Sonic,5,50,false,1,Sonic,Mega Drive,false",
        ",,false,sonic,5,50,false,1,Sonic,Mega Drive,false",
        ",,false,Son,5,50,false,1,Sonic,Mega Drive,true",
        ",,false,#1,5,50,false,1,Sonic,Mega Drive,false",
        ",,false,#1,5,50,false,11,Sonic,Mega Drive,true",
        ",,false,#1942,5,50,false,7,1942,Arcade,false",
        ",,false,#IDARB,5,50,false,7,#IDARB,Xbox,false",
        ",,false,snes,5,50,false,1,Zelda,SNES/Super Famicom,false",
        ",,false,SNES/Super Famicom,5,50,false,1,Zelda,SNES,false",
        ",,false,SNES,5,50,false,1,Zelda,NES/Famicom,true",
        ",,false,Pokemon Blue,5,50,false,1,Pokemon Red | Pokemon Blue,Game Boy,false",
        ",,false,Arcade;Sonic,5,50,false,1,Sonic,Mega Drive,false",
        ",,false,Sonic,5,50,false,,'','',true",
        "10,5,true,SNES,10,5,true,1,Sonic,Mega Drive,true",
        "10,5,true,SNES,10,6,true,1,Sonic,Mega Drive,false",
        "10,5,true,SNES,10,5,false,1,Sonic,Mega Drive,false",
        "10,5,true,SNES,10,5,true,1,Sonic,SNES,false"
    })
    void letsThroughWhatFulfilsEveryCondition(
            @Nullable Integer minimumPoints,
            @Nullable Double maximumRarity,
            boolean hardcoreOnly,
            String leftOut,
            @Nullable Integer points,
            @Nullable Double rarity,
            @Nullable Boolean hardcore,
            @Nullable Long gameId,
            String game,
            String console,
            boolean lets) {
        ItemProperties item = new ItemProperties(points, rarity, hardcore, gameId, game, console);

        assertThat(filter(minimumPoints, maximumRarity, hardcoreOnly, leftOut).lets(item))
                .isEqualTo(lets);
    }

    @Property
    void neverLetsThroughWhatALessStrictOneKeepsOut(
            @ForAll("filters") Filter filter, @ForAll("filters") Filter more, @ForAll("items") ItemProperties item) {
        Filter stricter = new Filter(
                max(filter.minimumPoints(), more.minimumPoints()),
                min(filter.maximumRarity(), more.maximumRarity()),
                filter.hardcoreOnly() || more.hardcoreOnly(),
                Stream.concat(filter.leftOut().stream(), more.leftOut().stream())
                        .toList());

        assertThat(stricter.lets(item)).isEqualTo(filter.lets(item) && more.lets(item));
    }

    private static @Nullable Integer max(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other == null ? (one == null ? other : one) : (Integer) Math.max(one, other);
    }

    private static @Nullable Double min(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? (one == null ? other : one) : (Double) Math.min(one, other);
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4).injectNull(0.3),
                        Arbitraries.doubles().between(0, 4).ofScale(0).injectNull(0.3),
                        Arbitraries.of(true, false),
                        Arbitraries.of("#1", "#2", "Sonic", "zelda", "SNES", "NES/Famicom", "3")
                                .list()
                                .ofMaxSize(3))
                .as(Filter::new);
    }

    @Provide
    Arbitrary<ItemProperties> items() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4).injectNull(0.2),
                        Arbitraries.doubles().between(0, 4).ofScale(0).injectNull(0.2),
                        Arbitraries.of(true, false).injectNull(0.2),
                        Arbitraries.longs().between(1, 3).injectNull(0.2),
                        Arbitraries.of("Sonic", "Zelda | Link", "3", ""),
                        Arbitraries.of("SNES/Super Famicom", "NES/Famicom", "Arcade", ""))
                .as(ItemProperties::new);
    }

    @Test
    void eachKindOffersWhatItHas() {
        Unlock unlock = unlock(1, true, 4.5);
        assertThat(new Unlocks(ANN, List.of(unlock)).items().get(0).properties())
                .isEqualTo(new ItemProperties(10, 4.5, true, 7L, "Sonic", "Mega Drive"));
        assertThat(new Unlocks(ANN, List.of(unlock(1, true, null)))
                        .items()
                        .get(0)
                        .properties()
                        .rarity())
                .isNull();
        AnnouncedAward award = new AnnouncedAward(
                AnnouncedAward.Kind.MASTERED,
                "game/7#mastered",
                "Sonic",
                "https://site/game/7#mastered",
                "",
                null,
                "Mega Drive",
                400,
                null,
                1,
                false,
                false,
                42,
                840,
                null,
                null,
                false);
        assertThat(new PlayersAward(ANN, award).properties())
                .isEqualTo(new ItemProperties(400, 5.0, true, 7L, "Sonic", "Mega Drive"));
        assertThat(UnlockAnnouncement.STORED.filtered()).containsExactlyInAnyOrder(FilterProperty.values());
        assertThat(AwardAnnouncement.STORED.filtered()).containsExactlyInAnyOrder(FilterProperty.values());
        assertThat(ScoreAnnouncement.STORED.filtered()).containsExactly(FilterProperty.GAME);
    }

    private static Unlock unlock(long id, boolean hardcore, @Nullable Double share) {
        return new Unlock(
                        id,
                        "Title " + id,
                        "",
                        "https://site/achievement/" + id,
                        "",
                        10,
                        14,
                        null,
                        "Sonic",
                        "https://site/game/7",
                        "Mega Drive",
                        1_000 + id,
                        hardcore,
                        false,
                        false)
                .withContext(new Context(null, null, share, false, 0));
    }

    @Test
    void isAppliedWhenAnAnnouncementIsAddedAndNeverAgain() {
        MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
        try (Database database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock)) {
            Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED);
            Unlocks both = new Unlocks(ANN, List.of(unlock(1, false, 50.0), unlock(2, true, 50.0)));
            Unlocks casual = new Unlocks(ANN, List.of(unlock(3, false, 50.0)));
            Unlocks waiting = new Unlocks(ANN, List.of(unlock(4, false, 50.0)));
            database.useTransaction(handle -> outbox.add(handle, 1, waiting, clock.instant()));

            outbox.filters().change(1, List.of("unlocks"), any -> new Filter(null, 99.5, true, List.of("#9", "SNES")));
            database.useTransaction(handle -> {
                outbox.add(handle, 1, both, clock.instant());
                outbox.add(handle, 1, casual, clock.instant());
                outbox.add(handle, 2, casual, clock.instant());
            });

            assertThat(outbox.filters().of(new FeedKey(1, "unlocks")))
                    .isEqualTo(new Filter(null, 99.5, true, List.of("#9", "SNES")));
            assertThat(outbox.filters().of(new FeedKey(1, "awards"))).isEqualTo(Filter.NONE);
            assertThat(titles(database, 1)).containsExactly("Title 2", "Title 4");
            assertThat(titles(database, 2)).containsExactly("Title 3");

            outbox.filters().change(1, List.of("unlocks"), any -> Filter.NONE);
            assertThat(outbox.filters().of(new FeedKey(1, "unlocks"))).isEqualTo(Filter.NONE);
            assertThat(titles(database, 1)).containsExactly("Title 2", "Title 4");
        }
    }

    private static List<String> titles(Database database, long guildId) {
        return Unsettled.in(database).stream()
                .filter(entry -> entry.guildId() == guildId)
                .flatMap(entry -> entry.announcement().items().stream())
                .map(Item::title)
                .toList();
    }
}

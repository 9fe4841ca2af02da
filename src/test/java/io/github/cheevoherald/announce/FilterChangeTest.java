package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.Filter;
import io.github.cheevoherald.outbox.FilterProperty;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a filter when conditions are added, as tables. */
final class FilterChangeTest {
    private static final Set<FilterProperty> EVERYTHING = EnumSet.allOf(FilterProperty.class);

    private static List<String> names(String text) {
        return Arrays.stream(text.split(";", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // before: points, rarity, hardcore, left out | clear, points, rarity, hardcore, leave out | after
        ",,false,'',false,10,,,'',10,,false,''",
        "10,,false,'',false,,5,,'',10,5,false,''",
        "10,5,false,'',false,,,true,'',10,5,true,''",
        "10,5,true,'',false,,,,Sonic,10,5,true,Sonic",
        "10,5,true,Sonic,false,,,,SNES;#3,10,5,true,Sonic;SNES;#3",
        "10,5,true,Sonic,false,,,,sonic,10,5,true,Sonic",
        "10,5,true,Sonic,false,20,,,'',20,5,true,Sonic",
        "10,5,true,Sonic,false,0,,,'',,5,true,Sonic",
        "10,5,true,Sonic,false,,100,,'',10,,true,Sonic",
        "10,5,true,Sonic,false,,,false,'',10,5,false,Sonic",
        "10,5,true,Sonic,true,,,,'',,,false,''",
        "10,5,true,Sonic,true,,2,,SNES,,2,false,SNES",
    })
    void addsUpUnlessItTakesAConditionBack(
            @Nullable Integer points,
            @Nullable Double rarity,
            boolean hardcore,
            String leftOut,
            boolean clear,
            @Nullable Integer newPoints,
            @Nullable Double newRarity,
            @Nullable Boolean newHardcore,
            String leaveOut,
            @Nullable Integer pointsAfter,
            @Nullable Double rarityAfter,
            boolean hardcoreAfter,
            String leftOutAfter) {
        FilterChange change = new FilterChange(clear, newPoints, newRarity, newHardcore, names(leaveOut));

        Filter after = change.applyTo(new Filter(points, rarity, hardcore, names(leftOut)), EVERYTHING);

        assertThat(after).isEqualTo(new Filter(pointsAfter, rarityAfter, hardcoreAfter, names(leftOutAfter)));
    }

    @ParameterizedTest
    @CsvSource({
        "POINTS,10,,false,''",
        "RARITY,,5,false,''",
        "HARDCORE,,,true,''",
        "GAME,,,false,Sonic",
    })
    void onlyWhatConcernsAPropertyOfTheKindIsAdded(
            FilterProperty property,
            @Nullable Integer points,
            @Nullable Double rarity,
            boolean hardcore,
            String leftOut) {
        FilterChange all = new FilterChange(false, 10, 5.0, true, List.of("Sonic"));

        assertThat(all.applyTo(Filter.NONE, Set.of(property)))
                .isEqualTo(new Filter(points, rarity, hardcore, names(leftOut)));
    }

    @Test
    void leavesOutAsManyAsItCanAndNoMore() {
        List<String> most = IntStream.range(0, FilterChange.MAX_LEFT_OUT)
                .mapToObj(number -> "#" + number)
                .toList();
        Filter full = new Filter(null, null, false, most);

        assertThat(leaving("SNES", "#3").isTooMuchFor(full)).isTrue();
        assertThat(leaving("#3").isTooMuchFor(full)).as("it's left out already").isFalse();
        assertThat(new FilterChange(true, null, null, null, List.of("SNES")).isTooMuchFor(full))
                .isFalse();
        assertThat(leaving("SNES").isTooMuchFor(new Filter(null, null, false, most.subList(1, most.size()))))
                .isFalse();
        assertThat(leaving("SNES", "NES").isTooMuchFor(new Filter(null, null, false, most.subList(1, most.size()))))
                .isTrue();
    }

    private static FilterChange leaving(String... names) {
        return new FilterChange(false, null, null, null, List.of(names));
    }
}

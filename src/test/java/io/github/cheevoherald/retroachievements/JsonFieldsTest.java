package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFieldsTest {
    private static JsonFields fields(String json) {
        return JsonFields.of(Answers.parsed(200, json).root());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "7.0, 7", "'\"7\"', 7", "'\" -7 \"', -7", "true, 1", "false, 0", "'\"true\"', 1", "'\"0\"', 0"})
    void readsNumbersInEveryTypeTheSiteEverSent(String sent, long read) {
        assertThat(fields("{\"N\":" + sent + "}").longOrNull("N")).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \""})
    void treatsNullAndAbsenceAsNoNumber(String sent) {
        JsonFields fields = fields("{\"N\":" + sent + "}");

        assertThat(fields.longOrNull("N")).isNull();
        assertThat(fields.longOrZero("N")).isZero();
        assertThat(fields.flagOrNull("N")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "\"seven\"", "[]", "{}", "[7]", "1e99", "99999999999999999999", "\"7.5\""})
    void refusesAnythingButWholeNumbers(String sent) {
        assertThatThrownBy(() -> fields("{\"N\":" + sent + "}").longOrNull("N")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void refusesNumbersBeyondTheRangeOfAnInt() {
        assertThatThrownBy(() -> fields("{\"N\":3000000000}").intOrNull("N")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void findsNamesInAnyCaseButPrefersTheExactOne() {
        JsonFields fields = fields("{\"achievementid\":1,\"AchievementID\":2,\"badgeUrl\":\"x\"}");

        assertThat(fields.id("AchievementID")).isEqualTo(2);
        assertThat(fields.id("achievementId")).isEqualTo(1);
        assertThat(fields.text("BadgeURL")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "Tom &amp; Jerry, Tom & Jerry",
        "Don&#39;t &quot;Panic&quot;, Don't \"Panic\"",
        "&lt;3 &gt; &#x1F3C6;, <3 > 🏆",
        "&amp;lt; once, &lt; once",
        "R&D &unknown; &#0; &#xD800; &amp, R&D &unknown; &#0; &#xD800; &amp"
    })
    void decodesEntitiesOnce(String sent, String read) {
        assertThat(fields("{\"Title\":\"" + sent.replace("\"", "\\\"") + "\"}").text("Title"))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "a\\u0000b, a\uFFFDb",
        "\\uD83C, \uFFFD",
        "x\\uDFC6\\uD83Cy\\u0000, x\uFFFD\uFFFDy\uFFFD",
        "\\uD83C\\uDFC6 whole, 🏆 whole"
    })
    void replacesWhatNoDatabaseHasToTake(String sent, String read) {
        assertThat(fields("{\"Title\":\"" + sent + "\"}").text("Title")).isEqualTo(read);
    }

    @Test
    void readsANumberWhereATextIsExpected() {
        assertThat(fields("{\"Title\":1942}").text("Title")).isEqualTo("1942");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "true"})
    void refusesAnythingButText(String sent) {
        assertThatThrownBy(() -> fields("{\"Title\":" + sent + "}").text("Title"))
                .isInstanceOf(UnexpectedShape.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "null", "\"\"", "\"x\""})
    void refusesInvalidIds(String sent) {
        assertThatThrownBy(() -> fields("{\"ID\":" + sent + "}").id("ID")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void treatsANullFlagAsFalseButRequiresItsPresence() {
        assertThat(fields("{\"F\":null}").requiredFlag("F")).isFalse();
        assertThatThrownBy(() -> fields("{}").requiredFlag("F")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void treatsZeroDatesAsNone() {
        assertThat(fields("{\"D\":\"0000-00-00 00:00:00\"}").dateOrNull("D")).isNull();
        assertThat(fields("{\"D\":\"2023-10-27\"}").dateOrNull("D")).isEqualTo(Instant.parse("2023-10-27T00:00:00Z"));
        assertThatThrownBy(() -> fields("{\"D\":\"soon\"}").dateOrNull("D")).isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> fields("{\"D\":17}").dateOrNull("D")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void treatsAnObjectWithNumericNamesAsAList() {
        assertThat(fields("{\"L\":{\"0\":{\"N\":1},\"2\":{\"N\":3}}}").list("L"))
                .extracting(row -> row.intOrZero("N"))
                .containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "\"\"", "0", "{\"0\":{},\"x\":{}}", "[1]", "[null]", "[[]]"})
    void treatsNothingElseAsAList(String sent) {
        assertThatThrownBy(() -> fields("{\"L\":" + sent + "}").list("L")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void errorsNameFieldsButNeverTheirContent() {
        assertThatThrownBy(() -> fields("{\"N\":\"hush\"}").longOrNull("N"))
                .hasMessageContaining("N")
                .hasMessageNotContaining("hush");
    }
}

package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Apart
final class MarkdownTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\([^0-9A-Za-z\\s])");

    /** How Discord's clients find a masked link: escapes don't count inside its text. */
    private static final Pattern MASKED_LINK = Pattern.compile(
            "^\\[((?:\\[[^\\]]*\\]|[^\\[\\]]|\\](?=[^\\[]*\\]))*)\\]\\(\\s*<?((?:\\([^)]*\\)|[^\\s\\\\]|\\\\.)*?)>?\\s*\\)");

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "Mega Man => Mega Man",
                "@everyone => \\@everyone",
                "<@123> => \\<\\@123\\>",
                "<t:0:R> => \\<t\\:0\\:R\\>",
                "**bold** => \\*\\*bold\\*\\*",
                "~Hack~ __x__ => \\~Hack\\~ \\_\\_x\\_\\_",
                "||spoiler|| => \\|\\|spoiler\\|\\|",
                "`code` => \\`code\\`",
                "# heading => \\# heading",
                "-# small => \\-\\# small",
                "> quote => \\> quote",
                "1. list => 1\\. list",
                "Version 1.5 => Version 1.5",
                "[x](https://evil.example) => \\[x\\]\\(https\\://evil.example\\)",
                "<br> => \\<br\\>",
            })
    void showsLiterally(String text, String markdown) {
        assertThat(Markdown.escape(text)).isEqualTo(markdown);
    }

    @Test
    void keepsLinesWhereAsked() {
        assertThat(Markdown.escapeLines("one<br>two<BR />three\r\n\r\n\r\n\r\nfour\u2028- five\n12. six"))
                .isEqualTo("one\ntwo\nthree\n\nfour\n\\- five\n12\\. six");
        assertThat(Markdown.escape("one\ntwo\tthree")).isEqualTo("one two three");
    }

    @Test
    void dropsControlAndBidiCharactersAndMendsSurrogates() {
        assertThat(Markdown.plain("a\u0000\u001Bb\u202Ec\u2066\u061C\uFEFFd\uFFFF\uD83D!"))
                .isEqualTo("abcd\uFFFD!");
        assertThat(Markdown.plain("👩‍🚀 ok")).isEqualTo("👩‍🚀 ok");
    }

    @Test
    void cutsNeitherEscapesNorCharacters() {
        assertThat(Markdown.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Markdown.cut("abc", 3)).isEqualTo("abc");
        assertThat(Markdown.cut("ab\\*cd", 4)).isEqualTo("ab…");
        assertThat(Markdown.cut("a😀b😀", 4)).isEqualTo("a😀…");
        assertThat(Markdown.cut("a😀b😀", 3)).isEqualTo("a…");
        assertThat(Markdown.plain("a\\bcd", 3)).isEqualTo("a\\…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200B", "\u3164", "\u2800\n"})
    void usesAStandInForEmptyText(String nothing) {
        assertThat(Markdown.orIfBlank(nothing, "(untitled)")).isEqualTo("(untitled)");
    }

    @Test
    void keepsVisibleCharacters() {
        assertThat(Markdown.orIfBlank("\\_", "(untitled)")).isEqualTo("\\_");
    }

    @Test
    void linksATextThatCannotBreakOut() {
        assertThat(Markdown.link("[Subset - Bonus] x", "https://ra.example/a(1)"))
                .isEqualTo("[\\[Subset \\- Bonus\\] x](https://ra.example/a%281%29)");
        assertThat(Markdown.link("](https://evil.example) [", "https://ra.example/1"))
                .isEqualTo("[］\\(https\\:\u200B//evil.\u200Bexample\\) ［](https://ra.example/1)");
        assertThat(Markdown.link("a*b", "javascript:alert(1)")).isEqualTo("a\\*b");
    }

    @ParameterizedTest
    @CsvSource({
        "🎉 Party 👨‍👩‍👧 Time 1️⃣, '[Party  Time](https://ra.example/1) 🎉👨‍👩‍👧1️⃣'",
        "👍🏽, '[…](https://ra.example/1) 👍🏽'",
        "Love ❤️ Forever, '[Love  Forever](https://ra.example/1) ❤️'",
        "Stars ★ and ™, '[Stars ★ and ™](https://ra.example/1)'"
    })
    void putsEmojiAfterALinkBecauseSomeClientsDoNotLinkThem(String title, String link) {
        assertThat(Markdown.link(title, "https://ra.example/1")).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, '[https\\:\u200B//evil.\u200Bexample](https://ra.example/1)'",
        "Visit www.bowser.com, '[Visit www.\u200Bbowser.\u200Bcom](https://ra.example/1)'",
        "S.T.A.R.S. v1.0 Dr. Wily..., '[S.T.A.R.S. v1.0 Dr. Wily...](https://ra.example/1)'"
    })
    void invisiblyBreaksAddressesInALinksText(String title, String link) {
        assertThat(Markdown.link(title, "https://ra.example/1")).isEqualTo(link);
    }

    @Property
    void leavesNothingForDiscordToFormat(@ForAll("anyText") String text) {
        String rest = ESCAPE.matcher(Markdown.escapeLines(text)).replaceAll("x");

        assertThat(rest).doesNotContainPattern("[\\\\*_~`|>#\\[\\]()<@:-]").doesNotContainPattern("(?m)^\\s*\\d+\\.");
    }

    @Property
    void showsExactlyTheCleanText(@ForAll("anyText") String text) {
        assertThat(ESCAPE.matcher(Markdown.escape(text)).replaceAll("$1")).isEqualTo(Markdown.plain(text));
    }

    @Property
    void isNeverTooLongAndNeverEndsInHalfAnEscape(@ForAll("anyText") String text, @ForAll @IntRange(max = 60) int max) {
        String cut = Markdown.escapeLinesAndCut(text, max);

        assertThat(cut.length()).isLessThanOrEqualTo(max);
        assertThat(ESCAPE.matcher(cut).replaceAll("")).doesNotContain("\\");
        assertThat(cut.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Property
    void aLinkIsAlwaysWholeAndGoesWhereItShould(@ForAll("anyText") String text) {
        String link = Markdown.link(Markdown.orIfBlank(text, "x"), "https://ra.example/achievement/1", 80);

        Matcher found = MASKED_LINK.matcher(link);

        assertThat(found.find()).isTrue();
        assertThat(link).startsWith(found.group());
        assertThat(link.substring(found.end())).matches("| [^\\[\\]()<>@*_~`|\\\\]+");
        assertThat(found.group(1)).doesNotContain("😀").doesNotContain("://");
        assertThat(found.group(2)).isEqualTo("https://ra.example/achievement/1");
    }

    @Provide
    Arbitrary<String> anyText() {
        Arbitrary<String> marks = Arbitraries.strings()
                .withChars("\\*_~`|>#-+[]()<@:.1 \n\tax\u202E\u0000\uD83D\uDE00")
                .ofMaxLength(80);
        Arbitrary<String> pieces = Arbitraries.of(
                        "<br>",
                        "https://x.y",
                        "](",
                        "@everyone",
                        "<@1>",
                        "1. ",
                        "\n",
                        "😀",
                        "\\",
                        "[",
                        "]",
                        "(",
                        ")",
                        "a")
                .list()
                .ofMaxSize(20)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(marks, pieces, Arbitraries.strings().ofMaxLength(200));
    }
}

package io.github.cheevoherald.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WordsTest {
    private static final Pattern SAID = Pattern.compile("\\bsay\\(\\s*\"([^\"]+)\"\\s*([,)+])");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)*\\.?)\"");

    private final Words english = Words.english();

    @Test
    void fillsPlaceholdersByName() throws IOException {
        Words words = words("greeting = Hello {name}, you have {count, plural, one {# unlock} other {# unlocks}}");

        assertThat(words.say("greeting", "name", "Ann", "count", 1)).isEqualTo("Hello Ann, you have 1 unlock");
        assertThat(words.say("greeting", "count", 1234, "name", "{x}")).isEqualTo("Hello {x}, you have 1,234 unlocks");
    }

    @Test
    void keepsApostrophesAsTheyAre() throws IOException {
        Words words = words("text = Don't quote '{name}' or 'this'; {n, plural, other {it's #}}");

        assertThat(words.say("text", "name", "me", "n", 3)).isEqualTo("Don't quote 'me' or 'this'; it's 3");
    }

    @Test
    void readsUtf8() throws IOException {
        assertThat(words("dash = a – b · ★").say("dash")).isEqualTo("a – b · ★");
    }

    @Test
    void refusesAKeyWithoutWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> english.say("no.such.key"));
    }

    @Test
    void refusesToLeaveAPlaceholderOpen() throws IOException {
        Words words = words("text = Hello {name}");

        assertThatIllegalArgumentException().isThrownBy(() -> words.say("text", "nam", "Ann"));
    }

    @Test
    void everyTextParses() {
        assertThat(EveryWord.keys())
                .isNotEmpty()
                .allSatisfy(key -> assertThatCode(
                                () -> new MessageFormat(english.text(key).replace("'", "''"), ULocale.ENGLISH))
                        .doesNotThrowAnyException());
    }

    @Test
    void everyKeyInTheCodeExists() throws IOException {
        for (String source : sources()) {
            Matcher said = SAID.matcher(source);
            while (said.find()) {
                String key = said.group(1);
                if (said.group(2).equals("+")) {
                    assertThat(EveryWord.keys()).anyMatch(known -> known.startsWith(key));
                } else {
                    assertThat(EveryWord.keys()).contains(key);
                }
            }
        }
    }

    @Test
    void everyKeyIsUsedInTheCode() throws IOException {
        Set<String> literals = new TreeSet<>();
        for (String source : sources()) {
            Matcher literal = LITERAL.matcher(source);
            while (literal.find()) {
                literals.add(literal.group(1));
            }
        }

        assertThat(EveryWord.keys())
                .allMatch(key -> literals.contains(key)
                        || literals.stream().anyMatch(prefix -> prefix.endsWith(".") && key.startsWith(prefix)));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WordsTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Words words(String lines) throws IOException {
        return Words.read(new StringReader(lines), ULocale.ENGLISH);
    }
}

package io.github.cheevoherald.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForgottenListTest {
    @TempDir
    private Path folder;

    private ForgottenList list(String name) {
        return new ForgottenList(folder.resolve(name), new SecureRandom());
    }

    @Test
    void knowsTheIdsOfEachEntryAndNoOthers() throws IOException {
        String first = list("one").add(List.of("123", "01ANN"));
        String second = list("one").add(List.of("456"));

        List<ForgottenList.Entry> entries = list("one").entries();

        assertThat(entries).extracting(ForgottenList.Entry::token).containsExactly(first, second);
        assertThat(entries.get(0).names("123")).isTrue();
        assertThat(entries.get(0).names("01ANN")).isTrue();
        assertThat(entries.get(0).names("456")).isFalse();
        assertThat(entries.get(1).names("456")).isTrue();
    }

    @Test
    void noIdCanBeReadOutOfTheFileAndNobodyElseCanReadIt() throws IOException {
        list("one").add(List.of("876543210987654321"));
        list("two").add(List.of("876543210987654321"));

        Path one = folder.resolve("one");
        assertThat(Files.readString(one)).doesNotContain("876543210987654321");
        assertThat(list("one").entries().get(0).hashes())
                .as("each file has a salt of its own")
                .isNotEqualTo(list("two").entries().get(0).hashes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                .isEqualTo("rw-------");
    }

    @Test
    void anEntryThatIsTakenBackLeavesTheOthers() throws IOException {
        String first = list("one").add(List.of("123"));
        String second = list("one").add(List.of("456"));

        list("one").remove(first);
        list("one").add(List.of("789"));

        assertThat(list("one").entries())
                .extracting(ForgottenList.Entry::token)
                .hasSize(2)
                .contains(second)
                .doesNotContain(first);
        assertThat(list("one").entries().get(0).names("456")).isTrue();
        assertThat(list("one").entries().get(1).names("789")).isTrue();
    }

    @Test
    void aLineThatAPowerCutLeftUnfinishedSpoilsNoOther() throws IOException {
        list("one").add(List.of("123"));
        Files.writeString(folder.resolve("one"), "abc", StandardOpenOption.APPEND);

        list("one").add(List.of("456"));

        assertThat(list("one").entries()).hasSize(2).anyMatch(entry -> entry.names("456"));
    }

    @Test
    void anotherListsEntriesAreAddedOnce() throws IOException {
        list("one").add(List.of("123"));
        list("two").add(List.of("456"));

        list("two").addAll(list("one"));
        list("two").addAll(list("one"));
        list("two").add(List.of("789"));

        assertThat(list("two").entries()).hasSize(3);
        assertThat(List.of("123", "456", "789")).allMatch(id -> anyNames(list("two"), id));
    }

    private static boolean anyNames(ForgottenList list, String id) {
        try {
            return list.entries().stream().anyMatch(entry -> entry.names(id));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutAFileNobodyIsForgotten() throws IOException {
        list("one").addAll(list("two"));

        assertThat(list("one").entries()).isEmpty();
        assertThat(folder.resolve("one")).doesNotExist();
    }
}

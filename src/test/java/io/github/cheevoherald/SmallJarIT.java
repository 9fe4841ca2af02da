package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.words.EveryWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar contains everything it needs, and nothing else. */
final class SmallJarIT {
    /** Of these, PostgreSQL's driver and Flyway's part for it are one million. */
    private static final long MAX_BYTES = 37_000_000;

    @TempDir
    private Path folder;

    @Test
    void isSmallAndContainsSqliteForEveryPlatform() throws IOException {
        assertThat(JarProcess.JAR).satisfies(jar -> assertThat(Files.size(jar)).isLessThan(MAX_BYTES));
        try (ZipFile jar = new ZipFile(JarProcess.JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.contains("sqlitejdbc.")))
                    .containsExactlyInAnyOrder(
                            "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                            "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                            "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
                            "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so",
                            "org/sqlite/native/Mac/x86_64/libsqlitejdbc.dylib",
                            "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
                            "org/sqlite/native/Windows/x86_64/sqlitejdbc.dll",
                            "org/sqlite/native/Windows/aarch64/sqlitejdbc.dll");
        }
    }

    /** The machine's language must not matter, although the jar leaves out most of ICU's languages. */
    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-AT", "ar-EG", "th-TH", "zh-Hant-TW", "tr-TR"})
    void formatsEveryWordAsTheFullLibraryDoes(String machine) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8"));
        String[] parts = machine.split("-", -1);
        command.add("-Duser.language=" + parts[0]);
        command.add("-Duser.country=" + parts[parts.length - 1]);
        if (parts.length == 3) {
            command.add("-Duser.script=" + parts[1]);
        }
        command.addAll(List.of("-cp", JarProcess.JAR + java.io.File.pathSeparator + testClasses()));
        command.addAll(List.of(EveryWord.class.getName(), out.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log.txt")))
                .isZero();
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).isEqualTo(EveryWord.said());
    }

    /** The jar's SQLite library for this machine. */
    static String nativeEntry() {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        return "org/sqlite/native/Linux/" + architecture + "/libsqlitejdbc.so";
    }

    private static String testClasses() {
        return Path.of(EveryWord.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }
}

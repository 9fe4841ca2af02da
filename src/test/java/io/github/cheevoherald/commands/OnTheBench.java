package io.github.cheevoherald.commands;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Shares one bench between a class's tests, with a new server for each. */
abstract class OnTheBench {
    static CommandBench bench;

    @BeforeAll
    static void start(@TempDir Path folder) {
        bench = new CommandBench(folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void freshServer() {
        bench.freshServer();
    }
}

package io.github.cheevoherald.commands;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Shares one bench between a class's tests, with a new server for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTheBench {
    CommandBench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new CommandBench(folder);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @BeforeEach
    void freshServer() {
        bench.freshServer();
    }
}

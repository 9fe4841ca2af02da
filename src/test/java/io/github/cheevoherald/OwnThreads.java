package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Knows which class of tests a thread works for: the one whose thread started it. So a class sees its own log lines and errors
 * while others run beside it, and an uncaught error fails the class that caused it. JUnit finds this extension by itself.
 */
public final class OwnThreads
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {
    /** Owns the threads that no test has started. */
    private static final String NOBODY = "nobody";

    /** Threads that libraries start once, for whoever comes first. */
    private static final Set<String> SHARED =
            Set.of("CompletableFutureDelayScheduler", "FailsafeDelayScheduler", "OkHttp TaskRunner");

    private static final InheritableThreadLocal<String> OWNER = new InheritableThreadLocal<>() {
        @Override
        protected String childValue(String parents) {
            return owner();
        }
    };

    private static final Map<String, List<Throwable>> UNCAUGHT = new ConcurrentHashMap<>();
    private static final Set<String> EXPECTING = ConcurrentHashMap.newKeySet();
    private static final Set<String> QUIET = ConcurrentHashMap.newKeySet();

    static {
        // It would hear the errors of all.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        // A dozen classes share two cores.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!EXPECTING.contains(owner())) {
                failure.printStackTrace();
            }
            UNCAUGHT.computeIfAbsent(owner(), first -> new CopyOnWriteArrayList<>())
                    .add(failure);
        });
    }

    /** Whom the current thread works for: nobody if it belongs to a pool that all share. */
    public static String owner() {
        Thread thread = Thread.currentThread();
        boolean isCommon =
                thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
        boolean isShared = isCommon || SHARED.contains(thread.getName());
        String owner = OWNER.get();
        return isShared || owner == null ? NOBODY : owner;
    }

    /** From now on the console shows nothing of what this class's threads log. */
    public static void quiet() {
        QUIET.add(owner());
    }

    /** The errors that end threads of the current owner, which are no fault until the end of the test. */
    static List<Throwable> expected() {
        EXPECTING.add(owner());
        List<Throwable> none = new CopyOnWriteArrayList<>();
        UNCAUGHT.put(owner(), none);
        return none;
    }

    /** Keeps from the console what the threads of quiet classes log. */
    public static final class ConsoleFilter extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return QUIET.contains(owner()) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }

    private static void belongTo(Class<?> test) {
        Class<?> outermost = test;
        for (@Nullable Class<?> around = test; around != null; around = around.getEnclosingClass()) {
            outermost = around;
        }
        OWNER.set(outermost.getName());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        belongTo(context.getRequiredTestClass());
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        belongTo(factory.getTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        belongTo(context.getRequiredTestClass());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    private static void check() {
        List<Throwable> uncaught = UNCAUGHT.remove(owner());
        if (!EXPECTING.remove(owner())) {
            assertThat(uncaught).as("errors that ended a thread").isNullOrEmpty();
        }
    }
}

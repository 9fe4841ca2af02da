package io.github.cheevoherald.store;

import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database that two processes write to: one of them stops inside a transaction, before a statement that the
 * test names, while the other one does something.
 */
public final class PausableStore implements AutoCloseable {
    private final PostgresServer server = PostgresServer.get();
    private final DatabaseAddress address = server.newDatabase();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final Database first;
    private final Database second;
    private volatile @Nullable String pauseBefore;

    public PausableStore(Clock clock) {
        first = Database.open(address, clock, List.of(), source -> pausing(DataSource.class, source));
        second = Database.openBeside(address);
    }

    /** The process that stops. */
    public Database first() {
        return first;
    }

    /** The other one. */
    public Database second() {
        return second;
    }

    /**
     * Runs something in the first process up to the statement that contains the text; then something in the second, until
     * it is done or waits for the first; then the rest of both.
     */
    public void interleave(Runnable inFirst, String before, Runnable inSecond) {
        pauseBefore = before;
        CompletableFuture<Void> one = CompletableFuture.runAsync(inFirst);
        await().atMost(Duration.ofSeconds(20)).until(() -> reached.getCount() == 0 || one.isDone());
        if (reached.getCount() > 0) {
            one.join();
            throw new AssertionError("nothing was prepared with " + before);
        }
        CompletableFuture<Void> other = CompletableFuture.runAsync(inSecond);
        await().atMost(Duration.ofSeconds(20)).until(() -> other.isDone() || isSomebodyWaiting());
        goesOn.countDown();
        one.join();
        other.join();
    }

    private boolean isSomebodyWaiting() {
        return server.admin()
                .withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM pg_stat_activity
                            WHERE datname = :database AND wait_event_type = 'Lock')
                        """)
                        .bind("database", address.url().substring(address.url().lastIndexOf('/') + 1))
                        .mapTo(Boolean.class)
                        .one());
    }

    private <T> T pausing(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        pauseIfWanted((String) arguments[0]);
                    }
                    Object result = call(target, method, arguments);
                    return result instanceof Connection connection ? pausing(Connection.class, connection) : result;
                }));
    }

    private void pauseIfWanted(String sql) throws InterruptedException {
        String wanted = pauseBefore;
        if (wanted != null && sql.contains(wanted)) {
            pauseBefore = null;
            reached.countDown();
            goesOn.await();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
        server.dropAll();
    }
}

package io.github.cheevoherald.discord;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.utils.data.DataArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Discord offer exactly our slash commands: looks what is registered, writes only what differs, and tries until that
 * worked, on a thread of its own. Nothing else waits for it.
 */
final class CommandRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRegistration.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ApiCalls api;
    private final String path;
    private final List<? extends CommandData> commands;
    private final CommandMentions mentions;
    private final CountDownLatch stopped;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private boolean failing;

    /**
     * Begins nothing yet.
     *
     * @param mentions learn under which numbers Discord keeps the commands
     * @param stopped ends it, whatever it waits for
     */
    CommandRegistration(
            ApiCalls api,
            String applicationId,
            List<? extends CommandData> commands,
            CommandMentions mentions,
            CountDownLatch stopped) {
        this.api = api;
        this.path = "applications/" + applicationId + "/commands";
        this.commands = List.copyOf(commands);
        this.mentions = mentions;
        this.stopped = stopped;
    }

    /** Begins. What it returns is completed when Discord has the commands, and never fails. */
    CompletableFuture<Boolean> start() {
        Thread thread = new Thread(this::run, "registration");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (stopped.getCount() > 0) {
                Optional<Duration> again = attempt();
                if (again.isEmpty()) {
                    return;
                }
                Duration wait = again.get().compareTo(pause) > 0 ? again.get() : pause;
                if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Empty when Discord has the commands, else how long it wants to be left alone at least. */
    private Optional<Duration> attempt() {
        try {
            ApiCalls.Reply reply = api.get(path + "?with_localizations=true");
            if (reply.isOk() && differs(reply)) {
                reply = api.put(path, DataArray.fromCollection(commands).toJson());
            }
            if (!reply.isOk()) {
                failed(reply.inWords());
                return Optional.of(reply.retryAfter());
            }
            mentions.learn(reply.json());
            if (failing) {
                LOG.info("The slash commands are registered now");
            }
            done.complete(true);
            return Optional.empty();
        } catch (IOException e) {
            failed(ApiCalls.inWords(e));
        } catch (RuntimeException | Error e) {
            failed(e.toString());
            Uncaught.tell(e);
        }
        return Optional.of(Duration.ZERO);
    }

    private boolean differs(ApiCalls.Reply registered) {
        Map<String, Object> ours = CommandShape.ofOurs(commands);
        return !ours.equals(CommandShape.ofTheirs(registered.json()));
    }

    private void failed(String why) {
        if (!failing && stopped.getCount() > 0) {
            failing = true;
            LOG.warn(
                    "The slash commands can't be registered with Discord ({}); everything else goes on, and this is retried",
                    why);
        }
    }
}

package io.github.cheevoherald.discord;

import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.utils.data.DataArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers our slash commands with Discord: compares them with those registered and writes them if they differ. Retries
 * on its own thread until it succeeds; nothing else waits for it.
 */
final class CommandRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRegistration.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final ApiCalls api;
    private final String path;
    private final List<? extends CommandData> commands;
    private final CommandMentions mentions;
    private final CountDownLatch stopped;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Outage outage = new Outage();

    /** Starts nothing yet. The mentions learn the commands' ids from Discord; {@code stopped} ends every wait. */
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

    /** Starts. The result is completed once Discord has the commands, and never fails. */
    CompletableFuture<Boolean> start() {
        DaemonThreads.start("registration", () -> Attempts.untilDone(this::attempt, BACKOFF, stopped));
        return done;
    }

    /** Empty once Discord has the commands, otherwise the minimum wait that Discord asks for. */
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
            if (outage.ends()) {
                LOG.info("The slash commands are registered now");
            }
            done.complete(true);
            return Optional.empty();
        } catch (IOException e) {
            failed(ApiCalls.inWords(e));
        } catch (RuntimeException | Error e) {
            failed(e.toString());
            Uncaught.report(e);
        }
        return Optional.of(Duration.ZERO);
    }

    private boolean differs(ApiCalls.Reply registered) {
        Map<String, Object> ours = CommandShape.ofOurs(commands);
        return !ours.equals(CommandShape.ofTheirs(registered.json()));
    }

    private void failed(String why) {
        if (stopped.getCount() > 0 && outage.begins()) {
            LOG.warn(
                    "The slash commands can't be registered with Discord ({}); everything else goes on, and this is retried",
                    why);
        }
    }
}

package io.github.cheevoherald.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.demo.DemoServer.Person;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.NotPossibleException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters slash commands for the demo's members, and retries until the bot answers. */
final class Commander {
    private static final Logger LOG = LoggerFactory.getLogger(Commander.class);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final EmbeddedDiscord discord;
    private final long channel;

    Commander(EmbeddedDiscord discord, long channel) {
        this.discord = discord;
        this.channel = channel;
    }

    void call(Person person, String command, Map<String, ?> options) throws InterruptedException {
        while (true) {
            awaitOffered(person, command.split(" ", -1)[0]);
            try {
                Interaction interaction = discord.interactions().slash(channel, person.userId(), command, options);
                interaction.awaitAnswer(ANSWER);
                return;
            } catch (NotPossibleException | IllegalStateException e) {
                LOG.info("/{} by {} got no answer; typing it again: {}", command, person.name(), e.getMessage());
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    /** The bot may not have started yet, or may be stopped. */
    private void awaitOffered(Person person, String command) throws InterruptedException {
        while (discord.gateway().connected() == 0 || !isOffered(person, command)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private boolean isOffered(Person person, String command) {
        for (JsonNode offered : discord.interactions().offered(channel, person.userId())) {
            if (offered.path("name").asText().equals(command)) {
                return true;
            }
        }
        return false;
    }
}

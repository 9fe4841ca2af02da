package io.github.cheevoherald.sandbox.demo;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.sandbox.demo.DemoServer.Person;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A made-up community that sets the bot up once it is running and then plays. The same seed gives the same story. */
public final class Demo implements AutoCloseable {
    /** For people who want to be pinged. */
    private static final String FANS = "Trophy hunters";

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final int UNREGISTERED = 2;

    private final EmbeddedDiscord discord;
    private final Stage stage;
    private final Script script;
    private final DemoServer server;
    private final DemoSpeed pace = new DemoSpeed();
    private final Thread life = DaemonThreads.unstarted("demo", this::live);

    /** Builds the demo's world in the two servers, but does not start it. */
    public Demo(EmbeddedRetroAchievements site, EmbeddedDiscord discord, Clock clock, long seed) {
        this.discord = discord;
        Story story = Story.load();
        stage = new Stage(story, site.world(), clock);
        script = new Script(story, seed);
        stage.build(script.past(), seed);
        server = buildServer(story);
    }

    /** In the background, waits for the bot, sets it up with its commands, and starts the play. */
    public void begin() {
        life.start();
    }

    /** The demo's Discord server. */
    public DemoServer server() {
        return server;
    }

    /** Pauses or resumes the demo. */
    public void pause(boolean paused) {
        pace.pause(paused);
    }

    /** Whether the demo is paused. */
    public boolean isPaused() {
        return pace.isPaused();
    }

    /** Sets the speed relative to normal, from 0.01 to 1000. */
    public void speed(double speed) {
        if (!(speed >= 0.01 && speed <= 1000)) {
            throw new IllegalArgumentException("The demo's speed is from 0.01 to 1000.");
        }
        pace.speed(speed);
    }

    /** The speed relative to normal. */
    public double speed() {
        return pace.speed();
    }

    @Override
    public void close() {
        life.interrupt();
    }

    private DemoServer buildServer(Story story) {
        long guild = discord.world().createGuild(story.server());
        long feed = discord.channels().create(guild, story.channels().get(0));
        long talk = discord.channels().create(guild, story.channels().get(1));
        Person admin = new Person(discord.world().createAdmin(guild, story.admin()), story.admin(), "");
        discord.roles().mentionable(guild, discord.world().createRole(guild, FANS), true);
        List<Person> members = new ArrayList<>();
        for (Map.Entry<String, String> person : story.people()) {
            long user = discord.world().createMember(guild, person.getKey());
            members.add(new Person(user, person.getKey(), person.getValue()));
        }
        return new DemoServer(guild, story.server(), feed, talk, admin, members);
    }

    private void live() {
        try {
            setUp();
            script.open();
            for (int steps = 0; ; steps++) {
                pace.pass(script.wait(steps));
                step();
            }
        } catch (InterruptedException e) {
            // The end of the demo.
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        Step step = script.next();
        try {
            stage.play(step);
        } catch (IllegalArgumentException e) {
            // A user of the sandbox may already have done what this step does.
            LOG.debug("{} is no longer possible: {}", step, e.getMessage());
        }
    }

    private void setUp() throws InterruptedException {
        Commander commander = new Commander(discord, server.talkChannelId());
        commander.call(server.admin(), "feed set", Map.of("channel", server.feedChannelId()));
        int registered = server.members().size() - UNREGISTERED;
        for (Person member : server.members().subList(0, registered)) {
            commander.call(member, "register", Map.of("username", member.player()));
        }
    }
}

package io.github.cheevoherald.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.demo.DemoServer.Person;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import io.github.cheevoherald.sandbox.site.Unlock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoTest {
    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(story(7, 2000)).isEqualTo(story(7, 2000)).isNotEqualTo(story(8, 2000));
    }

    @Test
    void everyKindOfStepOccursAndNoneIsImpossible() {
        try (EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, Clock.systemUTC())) {
            Story story = Story.load();
            Script script = new Script(story, 3);
            Stage stage = new Stage(story, site.world(), Clock.systemUTC());
            stage.build(script.past(), 3);
            script.open();
            List<Class<?>> kinds = new ArrayList<>();

            for (int count = 0; count < 3000; count++) {
                Step step = script.next();
                stage.play(step);
                kinds.add(step.getClass());
            }

            for (Class<?> kind : List.of(
                    Step.Unlock.class,
                    Step.Upgrade.class,
                    Step.Twin.class,
                    Step.Burst.class,
                    Step.StartOver.class,
                    Step.Complain.class,
                    Step.Resolve.class)) {
                assertThat(kinds).contains(kind);
            }
            assertThat(kinds.subList(0, 7)).contains(Step.Upgrade.class, Step.Twin.class, Step.Burst.class);
        }
    }

    @Test
    void theWorldIsAsRichAsPromised() {
        try (EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, Clock.systemUTC());
                EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
                Demo demo = new Demo(site, discord, Clock.systemUTC(), 1)) {
            DemoServer server = demo.server();
            SiteWorld world = site.world();

            assertThat(discord.channels().of(server.guildId())).hasSize(2);
            assertThat(server.members())
                    .hasSize(8)
                    .allSatisfy(
                            member -> assertThat(world.player(member.player())).isPresent());
            assertThat(world.games().stream().filter(game -> !game.consoleName().equals(Game.EVENTS)))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(
                            game -> assertThat(world.achievements(game.id())).hasSizeGreaterThan(7));
            assertThat(world.tickets().all()).hasSizeGreaterThan(11);
        }
    }

    @Test
    void setsTheBotUpAndThenPlaysUntilPaused() throws InterruptedException {
        try (EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, Clock.systemUTC());
                EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
                PatientBot bot = new PatientBot(discord);
                Demo demo = new Demo(site, discord, Clock.systemUTC(), 1)) {
            int before = unlocks(demo, site.world());
            demo.speed(100);
            demo.begin();

            await().atMost(Duration.ofSeconds(20)).until(() -> unlocks(demo, site.world()) > before + 5);

            assertThat(bot.called()).startsWith("feed set").contains("register").hasSize(7);
            demo.pause(true);
            assertThat(demo.isPaused()).isTrue();
        }
    }

    private static int unlocks(Demo demo, SiteWorld world) {
        int unlocks = 0;
        for (Person member : demo.server().members()) {
            List<Unlock> theirs = world.unlocks(member.player());
            unlocks += theirs.size();
        }
        return unlocks;
    }

    private static List<Step> story(long seed, int length) {
        Script script = new Script(Story.load(), seed);
        List<Step> steps = new ArrayList<>(script.past());
        script.open();
        for (int count = 0; count < length; count++) {
            steps.add(script.next());
            assertThat(script.wait(count)).isPositive();
        }
        return steps;
    }
}

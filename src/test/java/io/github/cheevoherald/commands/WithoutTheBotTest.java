package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that offer the commands although the bot isn't a member, or that Discord hasn't announced yet. */
final class WithoutTheBotTest extends OnTheBench {
    @BeforeEach
    void knowsAPlayerAndAnAchievement() {
        bench.site.player("AnnPlays");
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            rows.add(new AchievementUnlocks.Unlock("Player" + i, null, bench.clock.instant(), true));
        }
        bench.site.achievement(9, 15, 15, rows);
    }

    private String invitation() {
        return "https://discord.com/oauth2/authorize?client_id="
                + bench.discord.world().botId() + "&scope=bot+applications.commands&permissions=274945264640&guild_id="
                + bench.guild;
    }

    @Test
    void everyCommandPrivatelyExplainsHowToInviteTheBotAndStoresNothing() {
        bench.discord.world().commandsOnly(bench.guild);
        Map<String, Map<String, ?>> commands = new LinkedHashMap<>();
        commands.put("register", Map.of("username", "AnnPlays"));
        commands.put("unregister", Map.of());
        commands.put("players", Map.of());
        commands.put("feed set", Map.of("channel", bench.channel));
        commands.put("feed status", Map.of());
        commands.put("feed off", Map.of());
        commands.put("feed test", Map.of());
        commands.put("unlocks player", Map.of("player", "AnnPlays"));
        commands.put("unlocks achievement", Map.of("achievement", "9"));
        commands.put("tickets recent", Map.of());
        commands.put("help", Map.of());

        try (Lines lines = new Lines()) {
            commands.forEach((command, options) ->
                    assertThat(bench.refusal(bench.admin, command, options)).contains(invitation()));

            assertThat(lines.worseThanInfo()).isEmpty();
        }
        assertThat(bench.players.inGuild(bench.guild)).isEmpty();
        assertThat(bench.players.pendingInGuild(bench.guild)).isEmpty();
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isEmpty();
        assertThat(bench.site.asked).isEmpty();
    }

    @Test
    void suggestsNothing() {
        bench.registered(bench.ann, "AnnPlays");
        bench.discord.world().commandsOnly(bench.guild);

        assertThat(bench.discord
                        .interactions()
                        .autocomplete(bench.channel, bench.ann, "unlocks player", "player", "Ann", Map.of())
                        .awaitChoices(CommandBench.SOON))
                .isEmpty();
    }

    @Test
    void anEarlierListsButtonExplainsItToo() {
        Message list = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        bench.discord.world().commandsOnly(bench.guild);

        Message answer = bench.click(list, bench.ann, "Next");

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.content()).contains(invitation());
        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> message.id() == list.id())
                .allMatch(message -> message.embeds().equals(list.embeds()));
    }

    @Test
    void worksOnceTheBotIsInvited() {
        bench.discord.world().commandsOnly(bench.guild);
        assertThat(bench.refusal(bench.ann, "register", Map.of("username", "AnnPlays")))
                .contains(invitation());

        bench.discord.world().addBot(bench.guild);

        assertThat(bench.ask(bench.ann, "register", Map.of("username", "AnnPlays"))
                        .content())
                .startsWith("You're registered as **AnnPlays**.");
    }

    @Test
    void aServerInAnOutageGetsNoInvitation() {
        bench.discord.world().available(bench.guild, false);

        Interaction meanwhile = bench.slash(bench.ann, "register", Map.of("username", "AnnPlays"));
        bench.discord.world().available(bench.guild, true);

        assertThat(bench.ask(bench.ann, "help", Map.of()).embeds()).hasSize(1);
        assertThat(meanwhile.answer()).isEmpty();
    }
}

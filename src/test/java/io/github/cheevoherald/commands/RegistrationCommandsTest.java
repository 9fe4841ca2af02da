package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.players.PendingRegistration;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.RegistrationResult;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.sandbox.discord.Choice;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RegistrationCommandsTest extends OnTheBench {
    @Test
    void registersTheCallerWithTheSitesSpelling() {
        bench.site.player("AnnPlays");

        Message answer = bench.ask(bench.ann, "register", Map.of("username", "annplays"));

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.content()).startsWith("You're registered as **AnnPlays**.");
        assertThat(bench.players.ofMember(bench.guild, bench.ann))
                .hasValueSatisfying(link -> assertThat(link.player().name()).isEqualTo("AnnPlays"));
    }

    @Test
    void acceptsAProfilePagesAddress() {
        bench.site.player("AnnPlays");
        String page = "https://www.retroachievements.org/user/annplays/?tab=awards";

        assertThat(bench.ask(bench.ann, "register", Map.of("username", page)).content())
                .startsWith("You're registered as **AnnPlays**.");
        assertThat(bench.ask(bench.ann, "unregister", Map.of("player", page)).content())
                .contains("no longer registered as **AnnPlays**");
    }

    @Test
    void saysThatNothingIsAnnouncedUntilAChannelIsChosen() {
        bench.site.player("AnnPlays");
        Map<String, String> name = Map.of("username", "AnnPlays");

        assertThat(bench.ask(bench.ann, "register", name).content()).contains("/feed set");
        assertThat(bench.ask(bench.ann, "register", name).content()).contains("already", "/feed set");
        bench.ask(bench.admin, "feed set", Map.of("channel", bench.channel));

        assertThat(bench.ask(bench.ann, "register", name).content()).doesNotContain("/feed set");
    }

    @Test
    void namesTheChannelForAnnouncements() {
        long feed = bench.discord.channels().create(bench.guild, "unlocks");
        bench.ask(bench.admin, "feed set", Map.of("channel", feed));
        bench.site.player("AnnPlays");
        bench.site.player("BensPlayer");

        assertThat(bench.ask(bench.ann, "register", Map.of("username", "AnnPlays"))
                        .content())
                .isEqualTo("You're registered as **AnnPlays**. From now on, your unlocks will be announced in <#" + feed
                        + ">.");
        assertThat(bench.ask(bench.admin, "register", Map.of("username", "BensPlayer", "member", bench.ben))
                        .content())
                .isEqualTo("<@" + bench.ben + "> is registered as **BensPlayer**."
                        + " From now on, their unlocks will be announced in <#" + feed + ">.");
    }

    @Test
    void saysWhatIsReplacedAndWhatAlreadyExists() {
        bench.registered(bench.ann, "First");
        bench.site.player("Second");

        assertThat(bench.ask(bench.ann, "register", Map.of("username", "FIRST")).content())
                .contains("already registered as **First**");
        assertThat(bench.ask(bench.ann, "register", Map.of("username", "second"))
                        .content())
                .contains("registered as **Second**", "This replaces the old registration as **First**.");
    }

    @Test
    void refusesTakenUnknownAndBannedPlayersAndImpossibleNames() {
        bench.registered(bench.ann, "Taken");
        bench.site.player("Banned", -1);

        assertThat(bench.refusal(bench.ben, "register", Map.of("username", "taken")))
                .contains("**Taken** is already registered to <@" + bench.ann + ">");
        assertThat(bench.refusal(bench.ben, "register", Map.of("username", "nobody")))
                .contains("no player called nobody");
        assertThat(bench.refusal(bench.ben, "register", Map.of("username", "banned")))
                .contains("has banned **Banned**");
        int before = bench.site.asked.size();
        assertThat(bench.refusal(bench.ben, "register", Map.of("username", "n*me")))
                .contains("2 to 20 characters long");
        assertThat(bench.site.asked).hasSize(before);
        assertThat(bench.players.ofMember(bench.guild, bench.ben)).isEmpty();
    }

    @Test
    void refusesWhenTheServerIsFull() {
        for (int i = 0; i < 3; i++) {
            bench.registered(1000L + i, "Player" + i);
        }

        assertThat(bench.refusal(bench.ann, "register", Map.of("username", "another")))
                .contains("its limit of 3 players");
    }

    @Test
    void savesARegistrationWhileTheSiteIsAwayAndShowsTheResult() {
        bench.site.failure = new Outcome.Unavailable<>("down");

        assertThat(bench.ask(bench.ann, "register", Map.of("username", "Later")).content())
                .contains("register **Later**");
        assertThat(bench.ask(bench.ben, "players", Map.of())
                        .embeds()
                        .get(0)
                        .path("description")
                        .asText())
                .contains("**Later** · <@" + bench.ann + ">")
                .contains("waiting for RetroAchievements");

        bench.site.failure = null;
        bench.registration.confirmPending(bench.site);
        assertThat(bench.players.pendingInGuild(bench.guild))
                .extracting(PendingRegistration::problem)
                .containsExactly(PendingRegistration.Problem.NO_SUCH_PLAYER);
        assertThat(bench.ask(bench.ben, "players", Map.of())
                        .embeds()
                        .get(0)
                        .path("description")
                        .asText())
                .contains("has no such player");
    }

    @Test
    void savesNothingIfAMemberAsksTooMuch() {
        for (int i = 0; i < 10; i++) {
            bench.refusal(bench.ann, "register", Map.of("username", "nobody" + i));
        }

        assertThat(bench.refusal(bench.ann, "register", Map.of("username", "onemore")))
                .contains("reached your limit for this minute")
                .contains("in 60 seconds");
        assertThat(bench.players.pendingInGuild(bench.guild)).isEmpty();
    }

    @Test
    void letsOnlyThoseWithManageServerActForOthers() {
        bench.site.player("BensPlayer");
        Map<String, Object> options = Map.of("username", "BensPlayer", "member", bench.ben);

        assertThat(bench.refusal(bench.ann, "register", options)).contains("Manage Server");
        assertThat(bench.players.inGuild(bench.guild)).isEmpty();
        assertThat(bench.ask(bench.admin, "register", options).content())
                .startsWith("<@" + bench.ben + "> is registered as **BensPlayer**");

        assertThat(bench.refusal(bench.ann, "unregister", Map.of("member", bench.ben)))
                .contains("Manage Server");
        assertThat(bench.refusal(bench.ann, "unregister", Map.of("player", "BensPlayer")))
                .contains("Manage Server");
        assertThat(bench.ask(bench.admin, "unregister", Map.of("member", bench.ben))
                        .content())
                .startsWith("<@" + bench.ben + "> is no longer registered as **BensPlayer**");
        assertThat(bench.players.inGuild(bench.guild)).isEmpty();
    }

    @Test
    void refusesToRegisterABotOrSomebodyOutsideTheServer() {
        long stranger = bench.discord.world().createUser("Stranger");

        assertThat(bench.refusal(
                        bench.admin,
                        "register",
                        Map.of(
                                "username",
                                "Somebody",
                                "member",
                                bench.discord.world().botId())))
                .contains("Bots can't be registered");
        assertThat(bench.refusal(bench.admin, "register", Map.of("username", "Somebody", "member", stranger)))
                .contains("isn't in this server");
    }

    @Test
    void endsTheCallersOwnLink() {
        bench.registered(bench.ann, "AnnPlays");

        assertThat(bench.ask(bench.ann, "unregister", Map.of()).content())
                .isEqualTo("You're no longer registered as **AnnPlays**."
                        + " Your unlocks won't be announced in this server any more.");
        assertThat(bench.refusal(bench.ann, "unregister", Map.of())).contains("You're not registered");
    }

    @Test
    void namesTheUnregisteredPlayerWithTheSitesSpelling() {
        bench.registered(bench.ben, "BensPlayer");

        assertThat(bench.ask(bench.admin, "unregister", Map.of("player", "bENSpLAYER"))
                        .content())
                .contains("<@" + bench.ben + "> is no longer registered as **BensPlayer**");
    }

    @Test
    void namesMembersWhoLeftByTheirPlayer() {
        bench.registered(bench.ann, "AnnPlays");
        bench.registered(bench.ben, "BenPlays");
        bench.discord.world().leave(bench.guild, bench.ann);

        List<Choice> choices = bench.discord
                .interactions()
                .autocomplete(bench.channel, bench.admin, "unregister", "player", "ann", Map.of())
                .awaitChoices(CommandBench.SOON);
        assertThat(choices).extracting(Choice::name).containsExactly("AnnPlays");
        String player = choices.get(0).value().asText();
        assertThat(bench.ask(bench.admin, "unregister", Map.of("player", player))
                        .content())
                .contains("AnnPlays");
        assertThat(bench.refusal(bench.admin, "unregister", Map.of("player", "AnnPlays")))
                .contains("No player called **AnnPlays**");
        assertThat(bench.refusal(bench.admin, "unregister", Map.of("player", "x", "member", bench.ben)))
                .contains("not both");
    }

    @Test
    void marksBannedPlayers() {
        bench.registered(bench.ann, "AnnPlays");
        bench.database.useTransaction(handle ->
                handle.execute("UPDATE players SET banned = 1, gone_since_ms = 1000 WHERE name = 'AnnPlays'"));

        assertThat(bench.ask(bench.ann, "players", Map.of())
                        .embeds()
                        .get(0)
                        .path("description")
                        .asText())
                .containsPattern("banned from RetroAchievements <t:\\d+:R>");
    }

    @Test
    void onlyExplainsItselfInAServerThatIsNotEnabled() {
        bench.site.player("AnnPlays");
        bench.leftAlone = bench.guild;
        try {
            assertThat(bench.refusal(bench.ann, "register", Map.of("username", "AnnPlays")))
                    .contains("haven't been enabled for this server");
            assertThat(bench.refusal(bench.ann, "players", Map.of())).contains("haven't been enabled");
        } finally {
            bench.leftAlone = 0;
        }

        assertThat(bench.players.inGuild(bench.guild)).isEmpty();
        assertThat(bench.site.asked).isEmpty();
    }

    @Test
    void hasWordsForEveryReachedLimit() {
        RegistrationSentences sentences = new RegistrationSentences(Words.english());

        assertThat(sentences.of(new RegistrationResult.BotFull(10_000), null, OptionalLong.empty()))
                .contains("my limit of 10,000 players", "across all servers");
        assertThat(sentences.pending(new PendingRegistration(1, 2, "Ann", PendingRegistration.Problem.BOT_FULL)))
                .contains("across all servers");
    }

    @Test
    void pagesThePlayersAndMarksMissingOnes() {
        for (int i = 0; i < 12; i++) {
            bench.registered(5000L + i, "Player" + (char) ('A' + i));
        }
        Player gone = bench.players.named(bench.guild, "PlayerA").orElseThrow().player();
        Player missing =
                bench.players.named(bench.guild, "PlayerL").orElseThrow().player();
        bench.players.missing(gone, bench.clock.instant().minus(Duration.ofDays(7)));
        bench.players.missing(missing, bench.clock.instant().minus(Duration.ofDays(6)));

        Message first = bench.ask(bench.ann, "players", Map.of());

        assertThat(first.ephemeral()).isFalse();
        assertThat(first.embeds().get(0).path("title").asText()).isEqualTo("12 registered players");
        assertThat(first.embeds().get(0).path("description").asText())
                .contains("[PlayerA](https://retroachievements.org/user/PlayerA)", "no longer checked")
                .doesNotContain("PlayerK");
        Message second = bench.click(first, bench.ann, "Next");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.embeds().get(0).path("description").asText())
                .contains("PlayerL", "disappeared from RetroAchievements")
                .doesNotContain("PlayerA]");
        assertThat(second.pings()).isFalse();
    }
}

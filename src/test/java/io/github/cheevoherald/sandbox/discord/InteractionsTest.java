package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class InteractionsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final Interactions people = discord.interactions();
    private final long guild = discord.world().createGuild("Retro Club");
    private final long channel = discord.channels().create(guild, "unlocks");
    private final long admin = discord.world().createAdmin(guild, "Ada");
    private final long manager = discord.world().createMember(guild, "Mary", Permission.MANAGE_GUILD);
    private final long member = discord.world().createMember(guild, "Grace");
    private Bot bot;

    @BeforeAll
    void start() {
        bot = Bot.start(discord);
        bot.jda()
                .updateCommands()
                .addCommands(
                        Commands.slash("unlocks", "Shows unlocks")
                                .setContexts(InteractionContextType.GUILD)
                                .addOptions(
                                        new OptionData(OptionType.STRING, "player", "Who", true)
                                                .setAutoComplete(true)
                                                .setMaxLength(30),
                                        new OptionData(OptionType.INTEGER, "minutes", "How long")
                                                .setRequiredRange(1, 20160),
                                        new OptionData(OptionType.USER, "member", "Which member")),
                        Commands.slash("feed", "Feeds")
                                .setContexts(InteractionContextType.GUILD)
                                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(
                                        net.dv8tion.jda.api.Permission.MANAGE_SERVER))
                                .addSubcommands(new SubcommandData("set", "Sets")
                                        .addOptions(new OptionData(OptionType.CHANNEL, "channel", "Where", true)
                                                .setChannelTypes(ChannelType.TEXT))))
                .complete();
    }

    @AfterAll
    void stop() {
        bot.close();
        OpenApiCheck.verify(discord.wire());
        discord.close();
    }

    private void onSlash(Consumer<SlashCommandInteractionEvent> react) {
        bot.on(event -> {
            if (event instanceof SlashCommandInteractionEvent slash) {
                react.accept(slash);
            }
        });
    }

    private Interaction unlocks(long user) {
        return people.slash(channel, user, "unlocks", Map.of("player", "Ada"));
    }

    @Test
    void passesTheOptionsOn() {
        onSlash(event -> event.reply(event.getOption("player").getAsString() + " "
                        + event.getOption("minutes").getAsInt() + " "
                        + event.getOption("member").getAsUser().getEffectiveName() + " "
                        + event.getMember().getIdLong())
                .queue());

        Interaction call =
                people.slash(channel, member, "unlocks", Map.of("player", "Bob", "minutes", 60, "member", admin));

        assertThat(call.awaitAnswer(SOON).content()).isEqualTo("Bob 60 Ada " + member);
    }

    @Test
    void theAnswerNamesTheWholeCommand() {
        onSlash(event -> event.reply("done").queue());

        Message answer = people.slash(channel, admin, "feed set", Map.of("channel", channel))
                .awaitAnswer(SOON);

        assertThat(answer.json().path("interaction_metadata").path("name").asText())
                .isEqualTo("feed set");
    }

    @Test
    void deletesTheThinkingMessageAndFollowsUpPrivately() {
        onSlash(event -> event.deferReply()
                .flatMap(hook -> hook.deleteOriginal()
                        .flatMap(gone -> hook.sendMessage("no such player").setEphemeral(true)))
                .queue());

        Interaction call = unlocks(member);
        Message answer = call.awaitAnswer(SOON);

        assertThat(answer.content()).isEqualTo("no such player");
        assertThat(answer.ephemeral()).isTrue();
        assertThat(call.originalDeleted()).isTrue();
        assertThat(discord.channels().messagesSeenBy(channel, member)).contains(answer);
        assertThat(discord.channels().messagesSeenBy(channel, admin)).doesNotContain(answer);
        assertThat(discord.channels().messages(channel)).doesNotContain(answer);
    }

    @Test
    void aPrivateFollowUpStillFillsThePublicThinkingMessage() {
        onSlash(event -> event.deferReply()
                .flatMap(hook -> hook.sendMessage("oops").setEphemeral(true))
                .queue());

        Interaction call = unlocks(member);
        Message answer = call.awaitAnswer(SOON);

        assertThat(answer.content()).isEqualTo("oops");
        assertThat(answer.ephemeral()).isFalse();
        assertThat(call.followUps()).isEmpty();
    }

    @Test
    void showsThatTheBotIsThinkingUntilItAnswers() {
        onSlash(event -> event.deferReply(true).queue());

        Interaction call = unlocks(member);
        call.awaitAcknowledged(SOON);

        assertThat(call.progress()).isEqualTo(Interaction.Progress.DEFERRED);
        assertThat(call.original()).hasValueSatisfying(original -> {
            assertThat(original.thinking()).isTrue();
            assertThat(original.ephemeral()).isTrue();
        });
        new Http(discord)
                .send(
                        "PATCH",
                        "/webhooks/" + discord.world().botId() + "/" + call.token() + "/messages/@original",
                        "{\"content\":\"done\"}");
        assertThat(call.awaitAnswer(SOON).thinking()).isFalse();
        assertThat(call.awaitAnswer(SOON).edited()).isFalse();
    }

    @Test
    void refusesASecondFirstAnswer() {
        onSlash(event -> event.reply("one").queue());
        Interaction call = unlocks(member);
        call.awaitAnswer(SOON);

        Http.Result second = new Http(discord)
                .post(
                        "/interactions/" + call.id() + "/" + call.token() + "/callback",
                        Json.object().put("type", 5));

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo(40060);
    }

    @Test
    void suggestsWhileTheMemberTypes() {
        bot.on(event -> {
            if (event instanceof CommandAutoCompleteInteractionEvent typing) {
                String typed = typing.getFocusedOption().getValue();
                typing.replyChoiceStrings(typed + "1", typed + "2").queue();
            }
        });

        Interaction typing = people.autocomplete(channel, member, "unlocks", "player", "ad", Map.of());

        assertThat(typing.awaitChoices(SOON)).extracting(Choice::name).containsExactly("ad1", "ad2");
    }

    @Test
    void turnsPagesWithButtons() {
        onSlash(event -> event.reply("page 1")
                .addComponents(ActionRow.of(
                        Button.primary("page:2", "Next"),
                        Button.secondary("x", "Previous").asDisabled()))
                .queue());
        Message page = unlocks(member).awaitAnswer(SOON);
        bot.on(event -> {
            if (event instanceof ButtonInteractionEvent press) {
                press.editMessage("page 2").queue();
            }
        });

        Interaction press = people.click(page.id(), member, "Next");

        assertThat(press.awaitAnswer(SOON).content()).isEqualTo("page 2");
        assertThat(press.awaitAnswer(SOON).id()).isEqualTo(page.id());
        assertThatThrownBy(() -> people.click(page.id(), member, "Previous")).isInstanceOf(NotPossibleException.class);
    }

    @Test
    void letsOthersPressPublicButtonsButNotPrivateOnes() {
        onSlash(event -> event.reply("secret")
                .setEphemeral(true)
                .addComponents(ActionRow.of(Button.primary("a", "Next")))
                .queue());
        Message secret = unlocks(member).awaitAnswer(SOON);
        bot.on(event -> {
            if (event instanceof ButtonInteractionEvent press) {
                press.deferEdit().flatMap(hook -> hook.editOriginal("turned")).queue();
            }
        });

        assertThatThrownBy(() -> people.click(secret.id(), admin, "Next")).isInstanceOf(NotPossibleException.class);
        Interaction press = people.click(secret.id(), member, "Next");

        assertThat(press.awaitAnswer(SOON).content()).isEqualTo("turned");
        assertThat(press.awaitAnswer(SOON).ephemeral()).isTrue();
    }

    @Test
    void choosesInMenus() {
        onSlash(event -> event.reply("choose")
                .addComponents(ActionRow.of(StringSelectMenu.create("menu")
                        .addOption("One", "1")
                        .addOption("Two", "2")
                        .build()))
                .queue());
        Message menu = unlocks(member).awaitAnswer(SOON);
        bot.on(event -> {
            if (event instanceof StringSelectInteractionEvent choice) {
                choice.reply("chose " + choice.getValues()).queue();
            }
        });

        assertThat(people.select(menu.id(), member, "menu", List.of("2"))
                        .awaitAnswer(SOON)
                        .content())
                .isEqualTo("chose [2]");
        assertThatThrownBy(() -> people.select(menu.id(), member, "menu", List.of("3")))
                .isInstanceOf(NotPossibleException.class);
    }

    @Test
    void hidesACommandFromMembersWithoutPermissionUnlessForced() {
        onSlash(event -> event.reply(event.getSubcommandName() + " "
                        + event.getMember().hasPermission(net.dv8tion.jda.api.Permission.MANAGE_SERVER))
                .setEphemeral(true)
                .queue());
        Map<String, Object> options = Map.of("channel", channel);

        assertThatThrownBy(() -> people.slash(channel, member, "feed set", options))
                .isInstanceOf(NotPossibleException.class)
                .hasMessageContaining("permissions");
        assertThat(people.slash(channel, manager, "feed set", options)
                        .awaitAnswer(SOON)
                        .content())
                .isEqualTo("set true");
        assertThat(people.slash(channel, admin, "feed set", options)
                        .awaitAnswer(SOON)
                        .content())
                .isEqualTo("set true");
        assertThat(people.slashUnchecked(channel, member, "feed set", options)
                        .awaitAnswer(SOON)
                        .content())
                .isEqualTo("set false");
        assertThat(people.offered(channel, member))
                .extracting(command -> command.path("name").asText())
                .containsExactly("unlocks");
    }

    @Test
    void checksOptionsAsDiscordsClientDoes() {
        assertThatThrownBy(() -> people.slash(channel, member, "unlocks", Map.of()))
                .hasMessageContaining("required");
        assertThatThrownBy(() -> people.slash(channel, member, "unlocks", Map.of("player", "x", "minutes", 0)))
                .hasMessageContaining("doesn't accept 0");
        assertThatThrownBy(() -> people.slash(channel, member, "unlocks", Map.of("player", "x".repeat(31))))
                .hasMessageContaining("length");
        assertThatThrownBy(() -> people.slash(channel, member, "unlocks", Map.of("player", "x", "colour", "red")))
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> people.slash(channel, member, "nothing", Map.of()))
                .hasMessageContaining("no command");
        long direct = discord.channels().direct(member);
        assertThatThrownBy(() -> people.slash(direct, member, "unlocks", Map.of("player", "x")))
                .hasMessageContaining("available here");
    }
}

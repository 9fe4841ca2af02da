package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.PausedLinks;
import io.github.cheevoherald.privacy.Forgetting;
import io.github.cheevoherald.privacy.PersonalExport;
import io.github.cheevoherald.words.Words;
import java.util.Objects;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** {@code /privacy}: what members can do about what is announced and stored about them. */
final class PrivacyCommand implements SlashCommand {
    private static final int MAX_INPUT = 100;
    private static final String GAME = "game";

    private final Services services;
    private final GameHiding hiding;
    private final Responder responder;
    private final Words words;

    /** Everything behind the command. */
    record Services(PausedLinks pauses, GameHiding hiding, PersonalExport export, Forgetting forgetting) {}

    PrivacyCommand(Services services, Responder responder, Words words) {
        this.services = services;
        this.hiding = services.hiding();
        this.responder = responder;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("privacy", words.say("privacy.description"))
                .addSubcommands(
                        new SubcommandData("pause", words.say("privacy.pause.description")),
                        new SubcommandData("resume", words.say("privacy.resume.description")),
                        new SubcommandData("hide", words.say("privacy.hide.description"))
                                .addOptions(game("privacy.hide.game")),
                        new SubcommandData("unhide", words.say("privacy.unhide.description"))
                                .addOptions(game("privacy.unhide.game")),
                        new SubcommandData("export", words.say("privacy.export.description")),
                        new SubcommandData("forget", words.say("privacy.forget.description")));
    }

    private OptionData game(String description) {
        return new OptionData(OptionType.STRING, GAME, words.say(description), true)
                .setMaxLength(MAX_INPUT)
                .setAutoComplete(true);
    }

    @Override
    public void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        long callerId = CallerRights.callerId(event);
        String typed = event.getFocusedOption().getValue();
        boolean hidden = "unhide".equals(event.getSubcommandName());
        event.replyChoices(hidden ? hiding.hidden(guildId, callerId, typed) : hiding.choices(guildId, callerId, typed))
                .queue(done -> {}, Responder.logging(event));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        long guildId = CallerRights.guildId(event);
        long callerId = CallerRights.callerId(event);
        String game = event.getOption(GAME, "", OptionMapping::getAsString);
        responder.inPrivate(event, () -> switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case "pause" -> pause(guildId, callerId);
            case "resume" -> resume(guildId, callerId);
            case "hide" -> hiding.hide(guildId, callerId, game);
            case "unhide" -> hiding.unhide(guildId, callerId, game);
            case "export" -> export(callerId);
            case "forget" -> forget(callerId);
            default -> CommandAnswer.refused(words.say("refused.unknown-command"));
        });
    }

    private CommandAnswer pause(long guildId, long callerId) {
        return switch (services.pauses().pause(guildId, callerId)) {
            case DONE -> CommandAnswer.text(words.say("privacy.pause.done"));
            case WAS_SO -> CommandAnswer.text(words.say("privacy.pause.already"));
            case NOT_REGISTERED -> CommandAnswer.refused(words.say("privacy.not-registered"));
        };
    }

    private CommandAnswer resume(long guildId, long callerId) {
        return switch (services.pauses().resume(guildId, callerId)) {
            case DONE -> CommandAnswer.text(words.say("privacy.resume.done"));
            case WAS_SO -> CommandAnswer.text(words.say("privacy.resume.already"));
            case NOT_REGISTERED -> CommandAnswer.refused(words.say("privacy.not-registered"));
        };
    }

    private CommandAnswer export(long callerId) {
        byte[] file = services.export().of(callerId);
        return file.length > CommandAnswer.MAX_FILE
                ? CommandAnswer.refused(words.say("privacy.export.too-large"))
                : CommandAnswer.file(words.say("privacy.export.done"), "cheevo-herald-" + callerId + ".json", file);
    }

    private CommandAnswer forget(long callerId) {
        return services.forgetting().forget(callerId)
                ? CommandAnswer.text(words.say("privacy.forget.done"))
                : CommandAnswer.refused(words.say("privacy.forget.nothing"));
    }
}

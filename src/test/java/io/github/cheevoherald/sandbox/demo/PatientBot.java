package io.github.cheevoherald.sandbox.demo;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;

/** A bot that knows the demo's commands and says yes to all of them. */
final class PatientBot extends ListenerAdapter implements AutoCloseable {
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final ShardManager shards;

    PatientBot(EmbeddedDiscord discord) {
        shards = DefaultShardManagerBuilder.createLight(discord.token())
                .setRestConfigProvider(
                        shard -> new RestConfig().setBaseUrl(discord.apiUrl().toString()))
                .setEnableShutdownHook(false)
                .addEventListeners(this)
                .build();
    }

    List<String> called() {
        return called;
    }

    @Override
    public void onReady(net.dv8tion.jda.api.events.session.ReadyEvent event) {
        event.getJDA()
                .updateCommands()
                .addCommands(
                        Commands.slash("feed", "Feeds")
                                .addSubcommands(new SubcommandData("set", "Set")
                                        .addOption(OptionType.CHANNEL, "channel", "Where", true)),
                        Commands.slash("register", "Register").addOption(OptionType.STRING, "username", "Who", true))
                .queue();
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        called.add(event.getFullCommandName());
        event.reply("Yes.").queue();
    }

    @Override
    public void close() {
        shards.shutdown();
    }
}

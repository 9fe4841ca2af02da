package io.github.cheevoherald;

import io.github.cheevoherald.CrashWorld.Gamer;
import io.github.cheevoherald.CrashWorld.Guild;
import java.util.List;
import java.util.Map;

/**
 * What some servers and a member of a crash run ask for. The fourth server leaves casual unlocks out; the fifth wants
 * compact messages that ping a role and are published; in the sixth a player has paused. What they don't want isn't
 * lost, and must not come.
 */
final class CrashTastes {
    private static final int HARDCORE_ONLY = 3;
    private static final int LOUD = 4;
    private static final int WITH_A_PAUSE = 5;

    private final CrashWorld world;
    private boolean areOn;

    CrashTastes(CrashWorld world) {
        this.world = world;
    }

    /** Adds the player who pauses; enough servers have to be there. */
    void prepare() {
        areOn = true;
        world.gamers.add(world.gamer("GamerOnPause", List.of(world.guilds.get(0))));
    }

    /** Whether a server's feed is in an announcement channel. */
    static boolean publishes(int server) {
        return server == LOUD;
    }

    /** Chooses what servers want, before anything happens. */
    void choose() {
        if (!areOn) {
            return;
        }
        Guild strict = world.guilds.get(HARDCORE_ONLY);
        ask(strict, "feed filter", Map.of("kind", "unlocks", "hardcore-only", true));
        Guild loud = world.guilds.get(LOUD);
        long fans = world.discord.world().createRole(loud.id(), "Fans");
        ask(loud, "feed style", Map.of("style", "compact"));
        ask(loud, "feed mention", Map.of("role", fans));
        ask(loud, "feed publish", Map.of("on", true, "kind", "unlocks"));
    }

    /** The player registers in the sixth server, too, and pauses there at once. */
    void pause() {
        if (!areOn) {
            return;
        }
        Gamer gamer = world.gamers.get(world.gamers.size() - 1);
        Guild guild = world.guilds.get(WITH_A_PAUSE);
        long member = world.register(guild, gamer);
        world.ask(guild, member, "privacy pause", Map.of());
    }

    /** Whether the server wants an unlock of that kind. */
    boolean wants(Guild guild, boolean hardcore) {
        return hardcore || !areOn || !guild.equals(world.guilds.get(HARDCORE_ONLY));
    }

    private void ask(Guild guild, String command, Map<String, ?> options) {
        world.ask(guild, guild.admin(), command, options);
    }
}

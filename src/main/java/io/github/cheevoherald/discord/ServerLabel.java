package io.github.cheevoherald.discord;

import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Guild;

/** The label of a server in the log: its name, which is foreign text, and its id. */
final class ServerLabel {
    private static final int MAX_LENGTH = 60;

    /** Characters that would break the line or change its direction. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

    private ServerLabel() {}

    static String of(Guild guild) {
        return of(guild.getName(), guild.getIdLong());
    }

    static String of(String name, long guildId) {
        String line = UNSAFE.matcher(name).replaceAll(" ").strip();
        int[] codePoints = line.codePoints().toArray();
        String shown = codePoints.length > MAX_LENGTH ? new String(codePoints, 0, MAX_LENGTH - 1) + "…" : line;
        return "\"" + shown + "\" (" + guildId + ")";
    }

    /** For a server whose name is unknown because of an outage. */
    static String ofUnnamed(long guildId) {
        return Long.toUnsignedString(guildId);
    }
}

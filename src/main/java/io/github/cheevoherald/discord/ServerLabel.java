package io.github.cheevoherald.discord;

import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Guild;

/** How a server is named in the log: its name, which somebody else chose, and its id. */
final class ServerLabel {
    private static final int LONGEST = 60;

    /** What would break the line or turn it round. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

    private ServerLabel() {}

    static String of(Guild guild) {
        return of(guild.getName(), guild.getIdLong());
    }

    static String of(String name, long guildId) {
        String line = UNSAFE.matcher(name).replaceAll(" ").strip();
        int[] codePoints = line.codePoints().toArray();
        String shown = codePoints.length > LONGEST ? new String(codePoints, 0, LONGEST - 1) + "…" : line;
        return "\"" + shown + "\" (" + guildId + ")";
    }

    /** For a server that is in an outage, so that its name is not known. */
    static String ofUnnamed(long guildId) {
        return Long.toUnsignedString(guildId);
    }
}

package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.demo.DemoServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of servers and members by id, for the control API. */
final class Directory {
    private final Map<Long, String> guilds = new LinkedHashMap<>();
    private final Map<Long, Map<Long, Member>> members = new LinkedHashMap<>();
    private final Map<Long, String> names = new LinkedHashMap<>();

    /**
     * A member as the control API shows them.
     *
     * @param player the name on the site, empty if unknown
     * @param silent whether they may only read
     */
    record Member(String id, String name, boolean admin, String player, boolean silent) {}

    synchronized void addGuild(long id, String name) {
        guilds.put(id, name);
    }

    synchronized void addMember(long guild, long id, String name, boolean admin, String player) {
        names.put(id, name);
        members.computeIfAbsent(guild, key -> new LinkedHashMap<>())
                .put(id, new Member(Long.toUnsignedString(id), name, admin, player, false));
    }

    synchronized void silence(long guild, long id) {
        members.getOrDefault(guild, new LinkedHashMap<>())
                .computeIfPresent(
                        id,
                        (key, member) -> new Member(member.id(), member.name(), member.admin(), member.player(), true));
    }

    synchronized void removeMember(long guild, long id) {
        members.getOrDefault(guild, Map.of()).remove(id);
    }

    void add(DemoServer server) {
        addGuild(server.guildId(), server.name());
        DemoServer.Person admin = server.admin();
        addMember(server.guildId(), admin.userId(), admin.name(), true, admin.player());
        for (DemoServer.Person person : server.members()) {
            addMember(server.guildId(), person.userId(), person.name(), false, person.player());
        }
    }

    synchronized Map<Long, String> guilds() {
        return new LinkedHashMap<>(guilds);
    }

    synchronized List<Member> members(long guild) {
        return new ArrayList<>(members.getOrDefault(guild, Map.of()).values());
    }

    /** The name of a present or former member of any server, for when they join another one or return. */
    synchronized String nameOf(long user) {
        String name = names.get(user);
        if (name == null) {
            throw new BadRequest("There is no member " + user + ".");
        }
        return name;
    }
}

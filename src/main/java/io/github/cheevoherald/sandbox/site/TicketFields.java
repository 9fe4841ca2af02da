package io.github.cheevoherald.sandbox.site;

import org.jspecify.annotations.Nullable;

/** One ticket's fields in every format of GetTicketData; anything missing is null. */
final class TicketFields {
    private final SiteWorld world;

    TicketFields(SiteWorld world) {
        this.world = world;
    }

    OrderedJson of(Ticket ticket) {
        OrderedJson fields = aboutAchievement(ticket);
        fields.put("ReportedAt", PhpDates.plain(ticket.reportedAt()));
        fields.put("ReportType", ticket.type());
        fields.put("ReportTypeDescription", ticket.type() == 1 ? "Triggered at the wrong time" : "Did not trigger");
        fields.put("ReportNotes", ticket.notes());
        putPerson(fields, "ReportedBy", ticket.reporter());
        fields.put("ResolvedAt", PhpDates.plain(ticket.resolvedAt()));
        putPerson(fields, "ResolvedBy", ticket.resolver());
        fields.put("ReportState", ticket.state().number());
        fields.put("ReportStateDescription", ticket.state().description());
        Boolean hardcore = ticket.hardcore();
        fields.put("Hardcore", hardcore == null ? null : hardcore ? 1 : 0);
        return fields;
    }

    private OrderedJson aboutAchievement(Ticket ticket) {
        Achievement achievement = world.achievement(ticket.achievementId()).orElse(null);
        Game game =
                achievement == null ? null : world.game(achievement.gameId()).orElse(null);
        OrderedJson fields = new OrderedJson()
                .put("ID", ticket.id())
                .put("AchievementID", ticket.achievementId())
                .put("AchievementTitle", achievement == null ? null : achievement.title())
                .put("AchievementDesc", achievement == null ? null : achievement.description())
                .put("AchievementType", achievement == null ? null : achievement.type())
                .put("Points", achievement == null ? null : achievement.points())
                .put("BadgeName", achievement == null ? null : achievement.badgeName());
        putPerson(fields, "AchievementAuthor", achievement == null ? null : achievement.author());
        fields.put("GameID", game == null ? null : game.id());
        fields.put("ConsoleName", game == null ? null : game.consoleName());
        fields.put("GameTitle", game == null ? null : game.title());
        fields.put("GameIcon", game == null ? null : game.icon());
        return fields;
    }

    /** Deleted people keep their names here. */
    private void putPerson(OrderedJson fields, String key, @Nullable String ulid) {
        SitePlayer player = ulid == null ? null : world.byUlid(ulid);
        fields.put(key, player == null ? null : player.displayName());
        fields.put(key + "ULID", player == null ? null : player.ulid());
    }
}

package io.github.cheevoherald.commands;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.AnnouncementKinds;
import io.github.cheevoherald.announce.Delivery;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.events.EventHolders;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.lookups.EventLookup;
import io.github.cheevoherald.lookups.TicketLookup;
import io.github.cheevoherald.lookups.UnlockLookup;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.HiddenGames;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.PausedLinks;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.privacy.AnnouncedGames;
import io.github.cheevoherald.privacy.Forgetting;
import io.github.cheevoherald.privacy.ForgottenList;
import io.github.cheevoherald.privacy.PersonalExport;
import io.github.cheevoherald.privacy.PersonalTables;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Counted;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.SiteState;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.unlocks.LinkChanges;
import io.github.cheevoherald.unlocks.UnlockRecords;
import io.github.cheevoherald.unlocks.schedule.FeedBeginnings;
import io.github.cheevoherald.words.Words;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The commands on real JDA against the embedded Discord, with a server, an admin and two members. */
final class CommandBench implements AutoCloseable {
    static final int PLAYERS_PER_SERVER = 3;
    static final Duration SOON = Duration.ofSeconds(30);
    static final SiteLinks LINKS =
            new SiteLinks(URI.create("https://retroachievements.org/"), URI.create("https://media.example/"));

    static final SiteState ANSWERING = new SiteState(SiteState.Kind.ANSWERING, 0, Duration.ofSeconds(1), Duration.ZERO);

    final EmbeddedDiscord discord;
    final MutableClock clock = MutableClock.at("2026-11-22T12:00:00Z");
    final KnownSite site = new KnownSite(clock);
    final Database database;
    final Players players;
    final Guilds guilds;
    final Outbox outbox;
    final Registration registration;
    private final LinkListener linkChanges;
    private final AnswerCache answers;
    private final List<AnnouncementKind> moreKinds;
    private final Path folder;
    private @Nullable Running running;

    /** How the site treats the bot, as far as commands know. */
    volatile SiteState siteState = ANSWERING;

    /** Players whose polls keep failing. */
    volatile Map<Long, Optional<Duration>> unanswered = Map.of();

    /** A server that isn't enabled. */
    volatile long leftAlone;

    long guild;
    long channel;
    long admin;
    long ann;
    long ben;

    CommandBench(Path folder) {
        this(folder, Clock.systemUTC());
    }

    CommandBench(Path folder, Clock discordsClock, AnnouncementKind... moreKinds) {
        this.moreKinds = List.of(moreKinds);
        this.folder = folder;
        discord = EmbeddedDiscord.start(discordsClock);
        discord.rateLimits().off();
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("bench.db")), clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED, AwardAnnouncement.STORED, EventAnnouncement.STORED);
        linkChanges = new LinkChanges(outbox, clock);
        players = new Players(database, linkChanges);
        guilds = new Guilds(database);
        answers = new AnswerCache(limit -> Counted.view(site, limit), clock);
        registration = new Registration(
                database, answers, clock, clock, new Registration.Limits(PLAYERS_PER_SERVER, 1_000), linkChanges);
        freshServer();
        restart();
    }

    /** Starts delivery; until then the backlog stays. */
    void deliver() {
        Objects.requireNonNull(running).delivery().start();
    }

    private record Running(DiscordConnection connection, Delivery delivery, CommandRouter router, Responder responder) {
        void close() {
            try {
                delivery.close(Duration.ZERO);
                connection.shutdown(SOON);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            router.close();
            responder.close();
        }
    }

    /** Creates a new server; the rest stays as it was. */
    void freshServer() {
        guild = discord.world().createGuild("Server");
        channel = discord.channels().create(guild, "general");
        admin = discord.world().createAdmin(guild, "Admin");
        ann = discord.world().createMember(guild, "Ann");
        ben = discord.world().createMember(guild, "Ben");
        site.profiles.clear();
        site.unlocks.clear();
        site.achievements.clear();
        site.tickets.clear();
        site.games.clear();
        site.asked.clear();
        site.failure = null;
        siteState = ANSWERING;
        clock.advance(Duration.ofMinutes(2));
        discord.wire().clear();
    }

    /** Stops the bot and starts another one on the same database. */
    void restart() {
        if (running != null) {
            running.close();
        }
        Words words = Words.english();
        Responder responder = new Responder(words, Database::isOutage);
        DiscordConnection connection = new DiscordConnection(
                discord.token(), discord.apiUrl(), new OkHttpClient(), ServerEvents.UNHEARD, Clock.systemUTC());
        Departures departures = new Departures(
                new RestingLinks(database, linkChanges, clock, clock), connection.members(), Database::isOutage);
        Delivery delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, connection.discord(), departures, Map::of),
                kinds(words),
                words,
                clock,
                new SecureRandom());
        FeedChannels channels = new FeedChannels(database, clock, List.of(new FeedBeginnings()));
        Feeds feeds = new Feeds(guilds, channels, outbox, delivery, connection.discord(), clock);
        SlashCommands.Services services = new SlashCommands.Services(
                registration,
                players,
                feeds,
                new UnlockLookup(answers),
                new TicketLookup(answers),
                new EventLookup(answers, LINKS),
                new EventHolders(database),
                () -> siteState,
                () -> unanswered,
                database::isFailing,
                connection.mentions(),
                privacy());
        CommandRouter router = new CommandRouter(
                SlashCommands.all(services, LINKS, words, responder, clock),
                SlashCommands.sentences(words),
                departures::seen,
                Database::isOutage,
                guildId -> guildId != leftAlone);
        connection.addListener(router);
        try {
            connection.connect();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        connection.register(router.definitions()).join();
        running = new Running(connection, delivery, router, responder);
    }

    private SlashCommands.Privacy privacy() {
        PersonalTables tables = new PersonalTables(List.of(new UnlockRecords()), outbox, linkChanges, clock);
        ForgottenList list = new ForgottenList(folder.resolve("forgotten"), new SecureRandom());
        return new SlashCommands.Privacy(
                new PausedLinks(database, linkChanges, clock),
                new HiddenGames(database, linkChanges, clock),
                new AnnouncedGames(database, players, outbox),
                new PersonalExport(database, tables, clock),
                new Forgetting(database, tables, list));
    }

    private AnnouncementKinds kinds(Words words) {
        List<AnnouncementKind> kinds = new ArrayList<>(List.of(new UnlockKind(words)));
        kinds.addAll(moreKinds);
        return new AnnouncementKinds(kinds.toArray(AnnouncementKind[]::new));
    }

    Interaction slash(long user, String command, Map<String, ?> options) {
        return discord.interactions().slash(channel, user, command, options);
    }

    /** The final answer, after any thinking. */
    Message ask(long user, String command, Map<String, ?> options) {
        return slash(user, command, options).awaitAnswer(SOON);
    }

    /** The private answer; fails if any of it was public. */
    String refusal(long user, String command, Map<String, ?> options) {
        List<Long> before = publicMessages();
        Message answer = slash(user, command, options).awaitAnswer(SOON);
        if (!answer.ephemeral() || !publicMessages().equals(before)) {
            throw new AssertionError("answered publicly: " + answer);
        }
        return answer.content();
    }

    private List<Long> publicMessages() {
        return discord.channels().messages(channel).stream()
                .filter(message -> !message.ephemeral())
                .map(Message::id)
                .toList();
    }

    Message click(Message message, long user, String label) {
        Interaction click = discord.interactions().click(message.id(), user, label);
        return click.awaitAnswer(SOON);
    }

    /** Registers a member as a player that exists on the site. */
    void registered(long member, String player) {
        site.player(player);
        Registration withoutLimit = new Registration(
                database,
                answers,
                clock,
                clock,
                new Registration.Limits(Integer.MAX_VALUE, Integer.MAX_VALUE),
                linkChanges);
        withoutLimit.register(Requester.pageTurn(member), guild, member, player);
        site.asked.clear();
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        discord.close();
        database.close();
    }
}

package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.players.PendingRegistration;
import io.github.cheevoherald.players.RegistrationResult;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts every possible result of a registration into words. */
final class RegistrationSentences {
    private static final int MAX_NAME = 60;

    private final Words words;
    private final OutcomeSentences outcomeSentences;

    RegistrationSentences(Words words) {
        this.words = words;
        this.outcomeSentences = new OutcomeSentences(words);
    }

    /** Names the member unless they registered themselves (null), and the feed if there is one. */
    String of(RegistrationResult result, @Nullable Long otherMember, OptionalLong feed) {
        return result.fold(new RegistrationResult.Cases<String>(
                linked -> linked(linked, otherMember, feed),
                already -> already(name(already.player().name()), otherMember, already.paused()),
                taken -> words.say(
                        "register.taken",
                        "player",
                        name(taken.playerName()),
                        "member",
                        Long.toString(taken.memberId())),
                impossibleName -> words.say("register.impossible-name"),
                missing -> outcomeSentences.missing(Outcome.Thing.PLAYER, missing.username()),
                banned -> words.say("register.banned", "player", name(banned.playerName())),
                serverFull -> words.say("register.full", "limit", serverFull.limit()),
                botFull -> words.say("register.bot-full", "limit", botFull.limit()),
                saved -> words.say("register.saved", "player", name(saved.username())),
                tooMany -> outcomeSentences.throttled(tooMany.throttled()),
                forgotten -> words.say("register.forgotten")));
    }

    private String already(String player, @Nullable Long otherMember, boolean paused) {
        if (paused) {
            return linked(player, otherMember, OptionalLong.empty()) + " " + paused(otherMember);
        }
        return otherMember == null
                ? words.say("register.already", "player", player)
                : words.say("register.already-other", "player", player, "member", otherMember.toString());
    }

    private String linked(RegistrationResult.Linked linked, @Nullable Long otherMember, OptionalLong feed) {
        boolean paused = linked.paused();
        List<String> sentences = new ArrayList<>();
        sentences.add(linked(name(linked.player().name()), otherMember, paused ? OptionalLong.empty() : feed));
        if (linked.replaced() != null) {
            sentences.add(words.say("register.replaced", "player", name(linked.replaced())));
        }
        if (paused) {
            sentences.add(paused(otherMember));
        }
        return String.join(" ", sentences);
    }

    private String linked(String player, @Nullable Long otherMember, OptionalLong feed) {
        String key;
        if (feed.isEmpty()) {
            key = otherMember == null ? "register.linked.nowhere" : "register.linked-other.nowhere";
        } else {
            key = otherMember == null ? "register.linked" : "register.linked-other";
        }
        return words.say(
                key, "player", player, "member", String.valueOf(otherMember), "channel", Long.toString(feed.orElse(0)));
    }

    private String paused(@Nullable Long otherMember) {
        return words.say(otherMember == null ? "register.paused" : "register.paused-other");
    }

    /** Why a registration that was saved while the site was down isn't complete yet. */
    String pending(PendingRegistration pending) {
        PendingRegistration.Problem problem = pending.problem();
        return problem == null
                ? words.say("pending.waiting")
                : words.say("pending." + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String name(String name) {
        return Markdown.escapeAndCut(name, MAX_NAME);
    }
}

package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedTastes;
import io.github.cheevoherald.discord.Face;
import io.github.cheevoherald.discord.FacePicture;
import io.github.cheevoherald.discord.ServerExtras.FaceResult;
import io.github.cheevoherald.words.Words;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message.Attachment;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.jspecify.annotations.Nullable;

/** {@code /feed face}: the bot's own name and picture in the server. */
final class FeedFace {
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final long SECONDS = 60;

    private final FeedTastes tastes;
    private final Words words;

    FeedFace(FeedTastes tastes, Words words) {
        this.tastes = tastes;
        this.words = words;
    }

    /** What the options ask for. */
    record Wish(@Nullable String nickname, @Nullable Attachment picture, boolean clear) {
        static Wish of(SlashCommandInteractionEvent event) {
            String nickname = event.getOption("nickname", OptionMapping::getAsString);
            return new Wish(
                    nickname == null || nickname.isBlank() ? null : nickname.strip(),
                    event.getOption("picture", OptionMapping::getAsAttachment),
                    event.getOption("clear", false, OptionMapping::getAsBoolean));
        }
    }

    CommandAnswer answer(long guildId, Wish wish) {
        Attachment picture = wish.picture();
        if (wish.nickname() == null && picture == null && !wish.clear()) {
            return CommandAnswer.refused(words.say("feed.face.nothing"));
        }
        if (picture != null && !PICTURES.contains(type(picture))) {
            return CommandAnswer.refused(words.say("feed.face.not-a-picture"));
        }
        if (picture != null && picture.getSize() > FacePicture.MAX_BYTES) {
            return CommandAnswer.refused(words.say("feed.face.too-large", "megabytes", FacePicture.MAX_BYTES >> 20));
        }
        boolean mayBeNamed = tastes.mayChangeNickname(guildId);
        String nickname = wish.nickname() == null && wish.clear() ? "" : wish.nickname();
        String address = picture == null ? (wish.clear() ? "" : null) : picture.getUrl();
        if (nickname != null && address == null && !mayBeNamed) {
            return CommandAnswer.refused(words.say("feed.face.needs-permission"));
        }
        CommandAnswer changed = change(guildId, new Face(mayBeNamed ? nickname : null, address));
        boolean unnamed = nickname != null && !mayBeNamed && !changed.isRefusal();
        return unnamed ? CommandAnswer.text(words.say("feed.face.picture-only")) : changed;
    }

    private static String type(Attachment picture) {
        String type = Objects.requireNonNullElse(picture.getContentType(), "");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private CommandAnswer change(long guildId, Face face) {
        Optional<CompletableFuture<FaceResult>> result = tastes.changeFace(guildId, face);
        if (result.isEmpty()) {
            return CommandAnswer.refused(words.say("feed.face.wait", "minutes", FeedTastes.BETWEEN_FACES.toMinutes()));
        }
        FaceResult known = result.get()
                .completeOnTimeout(FaceResult.UNKNOWN, SECONDS, TimeUnit.SECONDS)
                .join();
        return known == FaceResult.CHANGED
                ? CommandAnswer.text(words.say("feed.face.done"))
                : CommandAnswer.refused(words.say("feed.face." + known.name()));
    }
}

package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.StoredFile;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the embedded servers' pictures under the page's own origin, so that its content policy needs no other. They are
 * read within this process; no address is ever fetched.
 */
final class PictureRoutes {
    private static final int MAX_BYTES = 10 << 20;
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final EmbeddedRetroAchievements site;
    private final EmbeddedDiscord discord;

    PictureRoutes(EmbeddedRetroAchievements site, EmbeddedDiscord discord) {
        this.site = site;
        this.discord = discord;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/pictures/{kind}/{file}", this::picture);
        routes.post("/control/discord/attachments", this::attach);
        routes.get("/emojis/{id}", this::emoji);
        routes.get("/attachments/{channel}/{id}/{name}", this::attachment);
    }

    /** Takes a file for an option of a command; its body is the file. */
    private void attach(Context context) {
        String name = context.queryParam("name");
        String type = context.contentType();
        byte[] bytes = context.bodyAsBytes();
        if (name == null || name.isBlank() || bytes.length > MAX_BYTES) {
            throw new BadRequest("A file needs a name, and at most 10 MB.");
        }
        long id = discord.attach(name, type == null ? "application/octet-stream" : type, bytes);
        ControlJson.send(context, 201, ServerRoutes.Created.of(id));
    }

    private void picture(Context context) {
        byte[] picture = site.picture(context.pathParam("kind"), context.pathParam("file"))
                .orElse(null);
        if (picture == null) {
            context.status(404);
            return;
        }
        PageRoutes.protect(context);
        context.header("Cache-Control", "max-age=3600");
        context.contentType("image/png").result(picture);
    }

    private void emoji(Context context) {
        send(context, discord.emojis().picture(Paths.number(context, "id")).orElse(null));
    }

    private void attachment(Context context) {
        send(context, discord.file(Paths.number(context, "id")).orElse(null));
    }

    private static void send(Context context, @Nullable StoredFile file) {
        if (file == null) {
            context.status(404);
            return;
        }
        PageRoutes.protect(context);
        if (SHOWN.contains(file.contentType())) {
            context.contentType(file.contentType());
        } else {
            // Anything else, such as an HTML file, would run under the page's origin.
            context.contentType("application/octet-stream");
            context.header("Content-Disposition", "attachment");
        }
        context.result(file.bytes());
    }
}

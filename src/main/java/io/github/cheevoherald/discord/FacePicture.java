package io.github.cheevoherald.discord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Icon;
import net.dv8tion.jda.api.entities.Icon.IconType;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** Fetches a picture that somebody attached to a command, and makes sure that it is one. */
public final class FacePicture {
    /** Discord takes more, but nothing shows a picture that large. */
    public static final int MAX_BYTES = 2 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How a file of each type begins. */
    private static final Map<String, IconType> BEGINNINGS = Map.of(
            "\u0089PNG\r\n\u001a\n", IconType.PNG,
            "\u00ff\u00d8\u00ff", IconType.JPEG,
            "GIF8", IconType.GIF);

    private FacePicture() {}

    /** Empty if it can't be had, is too large or is no picture. The future never fails. */
    static CompletableFuture<Optional<Icon>> at(String address, OkHttpClient http) {
        CompletableFuture<Optional<Icon>> picture = new CompletableFuture<>();
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        http.newBuilder()
                .callTimeout(PATIENCE)
                .build()
                .newCall(new Request.Builder().url(url).build())
                .enqueue(new Callback() {
                    @Override
                    public void onFailure(Call call, IOException failure) {
                        picture.complete(Optional.empty());
                    }

                    @Override
                    public void onResponse(Call call, Response response) {
                        picture.complete(read(response));
                    }
                });
        return picture;
    }

    private static Optional<Icon> read(Response response) {
        try (response;
                BufferedSource body = response.body().source()) {
            if (!response.isSuccessful() || body.request(MAX_BYTES + 1L)) {
                return Optional.empty();
            }
            byte[] bytes = body.readByteArray();
            return type(bytes).map(type -> Icon.from(bytes, type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<IconType> type(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        if (beginning.startsWith("RIFF") && beginning.startsWith("WEBP", 8)) {
            return Optional.of(IconType.WEBP);
        }
        return BEGINNINGS.entrySet().stream()
                .filter(known -> beginning.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

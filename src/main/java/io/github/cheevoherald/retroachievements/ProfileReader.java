package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;

/** Reads the answer of GetUserProfile. */
final class ProfileReader {
    private static final int ULID_LENGTH = 26;

    private ProfileReader() {}

    static Outcome<Profile> read(Reply.Json json, String asked) {
        boolean noSuchPlayer = json.status() == 404 && isEmptyMap(json.root());
        if (noSuchPlayer || (json.status() == 422 && complainsAboutTheName(json.root()))) {
            return new Missing<>(Thing.PLAYER);
        }
        Profile profile = profile(JsonFields.of(json.found()));
        if (asked.strip().length() == ULID_LENGTH && !profile.ulid().equalsIgnoreCase(asked.strip())) {
            throw new UnexpectedShape("an answer about another player");
        }
        return new Found<>(profile);
    }

    private static boolean isEmptyMap(JsonNode root) {
        return root.isContainerNode() && root.isEmpty();
    }

    private static boolean complainsAboutTheName(JsonNode root) {
        return root.path("errors").has("u");
    }

    private static Profile profile(JsonFields profile) {
        return new Profile(
                profile.requiredText("User"),
                profile.requiredText("ULID"),
                profile.text("UserPic"),
                profile.intOrZero("Permissions"));
    }
}

package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A site that only serves profiles, by name in any case or by ULID. */
final class ProfileSite {
    static final Outcome<Profile> DOWN = new Outcome.Unavailable<>("no answer");

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<String, Outcome<Profile>> odd = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private @Nullable Outcome<Profile> always;

    RetroAchievements port() {
        return (RetroAchievements) Proxy.newProxyInstance(
                RetroAchievements.class.getClassLoader(),
                new Class<?>[] {RetroAchievements.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("profile")) {
                        throw new AssertionError(method.getName() + " isn't used by a registration");
                    }
                    return answer((String) arguments[0]);
                });
    }

    private Outcome<Profile> answer(String nameOrUlid) {
        asked.add(nameOrUlid);
        String key = nameOrUlid.toLowerCase(Locale.ROOT);
        meanwhile.getOrDefault(key, () -> {}).run();
        if (always != null) {
            return always;
        }
        if (odd.containsKey(key)) {
            return odd.get(key);
        }
        Profile profile = profiles.get(key);
        return profile == null ? new Outcome.Missing<>(Outcome.Thing.PLAYER) : new Outcome.Found<>(profile);
    }

    /** Adds a player whose ULID is derived from the number. */
    Profile has(int number, String name) {
        return has(number, name, 1);
    }

    Profile has(int number, String name, int permissions) {
        String ulid = ulid(number);
        profiles.values().removeIf(profile -> profile.ulid().equals(ulid));
        Profile profile = new Profile(name, ulid, "/UserPic/" + name + ".png", permissions);
        profiles.put(name.toLowerCase(Locale.ROOT), profile);
        profiles.put(ulid.toLowerCase(Locale.ROOT), profile);
        return profile;
    }

    static String ulid(int number) {
        return String.format(Locale.ROOT, "01ARZ3NDEKTSV4RRFFQ69G%04d", number);
    }

    void loses(int number) {
        profiles.values().removeIf(profile -> profile.ulid().equals(ulid(number)));
    }

    void answers(String name, Outcome<Profile> outcome) {
        odd.put(name.toLowerCase(Locale.ROOT), outcome);
    }

    /** Runs something while the site is answering. */
    void whenAsked(String name, Runnable what) {
        meanwhile.put(name.toLowerCase(Locale.ROOT), what);
    }

    void alwaysAnswers(Outcome<Profile> outcome) {
        always = outcome;
    }

    void isBack() {
        always = null;
    }
}

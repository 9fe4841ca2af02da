package io.github.cheevoherald.announce;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Nonces that no two messages ever share: Discord knows a nonce by the bot, in whatever channel it was used. */
final class Nonces {
    private static final int BYTES = 15;

    private final RandomGenerator random;

    Nonces(RandomGenerator random) {
        this.random = random;
    }

    /** 120 random bits in 20 characters; Discord takes 25. */
    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

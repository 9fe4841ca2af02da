package io.github.cheevoherald.announce;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes nonces that no two messages ever share: Discord recognises a bot's nonce in every channel. */
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

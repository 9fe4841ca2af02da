package io.github.cheevoherald.discord;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** A text split into its emoji, in order, and the rest. Either may be empty. */
record Emoji(String text, String emoji) {
    private static final int AS_PICTURE = 0xFE0F;
    private static final int JOINER = 0x200D;

    static Emoji apartFrom(String all) {
        StringBuilder text = new StringBuilder(all.length());
        StringBuilder emoji = new StringBuilder();
        boolean inside = false;
        int[] codePoints = all.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            int next = i + 1 < codePoints.length ? codePoints[i + 1] : 0;
            inside = isPicture(codePoints[i], next) || (inside && continues(codePoints[i]));
            (inside ? emoji : text).appendCodePoint(codePoints[i]);
        }
        return emoji.isEmpty() ? new Emoji(all, "") : new Emoji(text.toString().strip(), emoji.toString());
    }

    /** A star and a number sign stay in the text even as key caps, since Discord would treat them as formatting. */
    private static boolean isPicture(int codePoint, int next) {
        if (codePoint == '*' || codePoint == '#') {
            return false;
        }
        return UCharacter.hasBinaryProperty(codePoint, UProperty.EMOJI_PRESENTATION)
                || (next == AS_PICTURE && UCharacter.hasBinaryProperty(codePoint, UProperty.EMOJI));
    }

    /** Modifiers, skin tones and joined parts of the emoji before. */
    private static boolean continues(int codePoint) {
        return codePoint == AS_PICTURE
                || codePoint == JOINER
                || codePoint == 0x20E3
                || UCharacter.hasBinaryProperty(codePoint, UProperty.EMOJI_MODIFIER)
                || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
    }
}

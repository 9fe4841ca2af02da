package io.github.cheevoherald.discord;

import java.util.Arrays;

/** A small picture to show among words. */
public final class EmojiPicture {
    private final String name;
    private final String unicode;
    private final byte[] png;

    /**
     * A picture and what stands for it.
     *
     * @param name lower-case letters, digits and underscores
     * @param unicode shown where Discord doesn't have the picture
     */
    public EmojiPicture(String name, String unicode, byte[] png) {
        this.name = name;
        this.unicode = unicode;
        this.png = Arrays.copyOf(png, png.length);
    }

    /** Stands for the picture in a message until that is sent; as long as an emoji of that name can ever be. */
    public static String marker(String name) {
        return "<:" + name + "_00000000:00000000000000000000>";
    }

    /** The name, without the hash at the end of the emoji's name. */
    public String name() {
        return name;
    }

    /** The emoji to show where Discord doesn't have the picture. */
    public String unicode() {
        return unicode;
    }

    /** The picture's file. */
    public byte[] png() {
        return Arrays.copyOf(png, png.length);
    }
}

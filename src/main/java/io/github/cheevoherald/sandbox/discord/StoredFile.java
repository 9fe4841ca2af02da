package io.github.cheevoherald.sandbox.discord;

import java.util.Arrays;

/** An uploaded file. */
public final class StoredFile {
    private final String contentType;
    private final byte[] bytes;

    StoredFile(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /** The content type that the uploader gave, or a guess from the file's name. */
    public String contentType() {
        return contentType;
    }

    /** The file's content. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}

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

    /** The content type given by the uploader, or guessed from the file's name. */
    public String contentType() {
        return contentType;
    }

    /** What is in it. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}

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

    /** What whoever uploaded it, or its name, said that it is. */
    public String contentType() {
        return contentType;
    }

    /** What is in it. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}

package io.github.cheevoherald.sandbox.discord;

/** A file in a multipart request; the index is the number in {@code files[n]}. */
final class Upload {
    private final int index;
    private final String filename;
    private final String contentType;
    private final byte[] bytes;

    Upload(int index, String filename, String contentType, byte[] bytes) {
        this.index = index;
        this.filename = filename;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    int index() {
        return index;
    }

    String filename() {
        return filename;
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }
}

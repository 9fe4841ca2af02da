package io.github.cheevoherald.sandbox.discord;

/** A server's role; the one with the server's own id is everyone's. */
final class RoleState {
    private final long id;
    private final String name;
    private final int position;
    private long permissions;
    private boolean mentionable;

    RoleState(long id, String name, int position, long permissions) {
        this.id = id;
        this.name = name;
        this.position = position;
        this.permissions = permissions;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    int position() {
        return position;
    }

    /** Whether everybody may ping it. */
    boolean mentionable() {
        return mentionable;
    }

    void mentionable(boolean now) {
        mentionable = now;
    }

    long permissions() {
        return permissions;
    }

    void permissions(long bits) {
        permissions = bits;
    }
}

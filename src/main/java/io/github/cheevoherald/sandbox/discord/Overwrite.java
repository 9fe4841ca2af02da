package io.github.cheevoherald.sandbox.discord;

/** The permissions a channel grants or denies one role or member. */
record Overwrite(long id, boolean role, long allow, long deny) {

    Overwrite allowing(long bits) {
        return new Overwrite(id, role, allow | bits, deny & ~bits);
    }

    Overwrite denying(long bits) {
        return new Overwrite(id, role, allow & ~bits, deny | bits);
    }
}

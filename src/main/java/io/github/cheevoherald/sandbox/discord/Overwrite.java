package io.github.cheevoherald.sandbox.discord;

/** What a channel grants or takes for one role or one member. */
record Overwrite(long id, boolean role, long allow, long deny) {

    Overwrite allowing(long bits) {
        return new Overwrite(id, role, allow | bits, deny & ~bits);
    }

    Overwrite denying(long bits) {
        return new Overwrite(id, role, allow & ~bits, deny | bits);
    }
}

package io.github.cheevoherald.pictures;

/**
 * A badge as part of a picture.
 *
 * @param address where the media host has it
 * @param hardcore whether it was earned in hardcore, and gets a golden frame
 */
public record Badge(String address, boolean hardcore) {}

package io.github.cheevoherald.announce;

import io.github.cheevoherald.pictures.Badge;
import java.util.List;

/**
 * The picture that a list may have.
 *
 * @param badges what it shows, in order
 * @param description what it shows, in words
 */
public record ListPicture(List<Badge> badges, String description) {
    public ListPicture {
        badges = List.copyOf(badges);
    }
}

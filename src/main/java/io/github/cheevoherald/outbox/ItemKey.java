package io.github.cheevoherald.outbox;

import java.util.Locale;

/**
 * Identifies an item in a posted message, whatever the message's form.
 *
 * @param page the player's profile page, spelled in one way; empty when the item is about no player
 * @param subject what it is, such as an achievement's number
 * @param date seconds since 1970
 */
public record ItemKey(String page, String subject, long date) {

    /** With the profile page's address in any spelling: names differ in more than case, and links escape brackets. */
    public static ItemKey of(String page, String subject, long date) {
        return new ItemKey(pageOf(page), subject, date);
    }

    /** The one spelling of a profile page's address. */
    public static String pageOf(String address) {
        return address.toLowerCase(Locale.ROOT).replace("(", "%28").replace(")", "%29");
    }
}

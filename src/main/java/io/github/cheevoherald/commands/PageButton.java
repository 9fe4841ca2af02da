package io.github.cheevoherald.commands;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The state of a button below a list. It is stored in the button's id, so the button still works after a restart.
 *
 * @param list the command's name, followed by a dot and the subcommand's name if there is one
 * @param page the page the button leads to, from 0; only a disabled button leads outside the list
 * @param callerId the member whose list it is
 * @param arguments the subject of the list: ids and the like, without colons
 */
record PageButton(String list, int page, long callerId, List<String> arguments) {
    private static final Pattern PAGE = Pattern.compile("[0-9]{1,6}");
    private static final Pattern CALLER = Pattern.compile("[0-9]{1,19}");
    private static final int MAX_PARTS = 8;

    PageButton {
        arguments = List.copyOf(arguments);
    }

    PageButton to(int otherPage) {
        return new PageButton(list, otherPage, callerId, arguments);
    }

    String id() {
        StringBuilder id =
                new StringBuilder(list).append(':').append(page).append(':').append(callerId);
        arguments.forEach(argument -> id.append(':').append(argument));
        return id.toString();
    }

    /** Parses an id, which may be forged or from another version. */
    static Optional<PageButton> parse(String id) {
        List<String> parts = List.of(id.split(":", -1));
        if (parts.size() < 3
                || parts.size() > MAX_PARTS
                || !PAGE.matcher(parts.get(1)).matches()
                || !CALLER.matcher(parts.get(2)).matches()) {
            return Optional.empty();
        }
        try {
            long callerId = Long.parseLong(parts.get(2));
            return Optional.of(new PageButton(
                    parts.get(0), Integer.parseInt(parts.get(1)), callerId, parts.subList(3, parts.size())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

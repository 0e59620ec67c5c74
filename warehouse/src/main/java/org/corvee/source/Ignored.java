package org.corvee.source;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns that are there and are left out on purpose.
 *
 * @param names of columns, one by one
 * @param matching regular expression that the whole name of other such columns matches; null when there are none
 * @param count how many columns match it, so that a new one is seen; 0 when there is no expression
 */
public record Ignored(List<String> names, @Nullable String matching, int count) {

    public static final Ignored NONE = of(List.of());

    public Ignored {
        names = List.copyOf(names);
    }

    /** Columns named one by one. */
    public static Ignored of(List<String> names) {
        return new Ignored(names, null, 0);
    }

    /** Whether the name of a column is one of those that match. */
    public boolean matches(String name) {
        return matching != null && Pattern.matches(matching, name);
    }
}

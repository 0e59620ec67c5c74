package org.corvee.source;

import java.util.regex.Pattern;

/**
 * The name of a source, {@code <publisher>_<table>}: its folder, its Parquet path and its stage table.
 *
 * @param value lower snake case
 */
public record SourceId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");

    public SourceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "cannot use source id '" + value + "': expected <publisher>_<table> in lower snake case");
        }
    }

    /** Whether a folder of this name can be a source. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

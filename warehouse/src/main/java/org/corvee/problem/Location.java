package org.corvee.problem;

import org.jspecify.annotations.Nullable;

/**
 * A place in an input. This class alone writes the prefix of a message.
 *
 * @param owner the source id, or what stands for it ("mart", "reference"); null for a bare file or a command
 * @param file the file's name, as a person would look for it
 * @param line 1-based line; 0 when the whole file is meant
 */
public record Location(@Nullable String owner, String file, long line) {

    public static Location of(String owner, String file) {
        return new Location(owner, file, 0);
    }

    public static Location ofFile(String file) {
        return new Location(null, file, 0);
    }

    public Location atLine(long number) {
        return new Location(owner, file, number);
    }

    @Override
    public String toString() {
        return (owner == null ? "" : owner + " ") + file + (line == 0 ? "" : ":" + line);
    }
}

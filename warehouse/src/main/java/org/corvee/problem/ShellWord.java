package org.corvee.problem;

/** A text as one word of a shell command, so that a command in a message can be copied as it stands. */
public final class ShellWord {

    private ShellWord() {}

    /** The text itself where a POSIX shell reads it as one plain word, otherwise in single quotes. */
    public static String of(String text) {
        return text.matches("[\\w./,:=+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

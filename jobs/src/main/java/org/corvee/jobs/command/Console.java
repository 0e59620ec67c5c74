package org.corvee.jobs.command;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;

/**
 * What a command works with.
 *
 * @param installation where the content is
 * @param home where the data is
 * @param in standard input, UTF-8
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param width of the terminal in columns; 0 when standard output is not a terminal
 * @param clock for time stamps
 */
public record Console(
        Installation installation,
        DataHome home,
        BufferedReader in,
        PrintStream out,
        PrintStream err,
        int width,
        Clock clock) {

    boolean isTerminal() {
        return width > 0;
    }

    /**
     * The published file.
     *
     * @throws CommandFailure when nothing was published yet
     */
    Path published() {
        if (!Files.exists(home.published())) {
            throw new CommandFailure(
                    ExitCode.NOT_PUBLISHED,
                    "no warehouse is published in " + home.root() + "; run ./corvee refresh first");
        }
        return home.published();
    }
}

package org.corvee.jobs;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.corvee.fetch.NetworkPolicy;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.command.CommandLineProgram;
import org.corvee.jobs.command.Console;
import org.corvee.jobs.schedule.ChildProcess;

/** Starts the program. The launcher {@code ./corvee} sets the system properties that are read here. */
public final class Corvee {

    private static final String COLUMNS = "corvee.columns";

    private Corvee() {}

    public static void main(String[] arguments) throws IOException {
        ChildProcess.endWithParent();
        // Numbers are printed in one way everywhere.
        Locale.setDefault(Locale.ROOT);
        Installation installation = Installation.find();
        DataHome home = installation.dataHome(System.getenv());
        TemporaryFolders.of(home.temporary(), Path.of(System.getProperty("java.io.tmpdir")))
                .removeAbandoned();
        Console console = new Console(
                installation,
                home,
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Integer.getInteger(COLUMNS, 0),
                Clock.systemUTC(),
                NetworkPolicy.PUBLIC,
                System.getenv());
        int exitCode = CommandLineProgram.run(console, arguments);
        console.err().flush();
        if (console.out().checkError() && exitCode == 0) {
            console.err().println("cannot write all of the output: the disk is full, or its reader is gone");
            System.exit(1);
        }
        System.exit(exitCode);
    }

    /** Names are Chinese, Uyghur and Tibetan: the output is UTF-8 whatever the locale says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}

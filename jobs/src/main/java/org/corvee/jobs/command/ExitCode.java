package org.corvee.jobs.command;

/** Exit codes of all commands; part of the public command line. */
final class ExitCode {

    static final int DONE = 0;

    /** A fault of the program or of the machine. */
    static final int FAULT = 1;

    /** The command was called in a way that it cannot follow. */
    static final int USAGE = 2;

    /** Published, but some source is stale or missing. */
    static final int STALE = 3;

    /** Nothing is published, or what is there does not hold. */
    static final int NOT_PUBLISHED = 4;

    private ExitCode() {}
}

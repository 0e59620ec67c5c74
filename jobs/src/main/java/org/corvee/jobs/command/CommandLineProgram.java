package org.corvee.jobs.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.corvee.problem.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top of the command line. */
@Command(
        name = "corvee",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineProgram.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "A batch data warehouse for the study of state-imposed labour transfers and trade.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee refresh",
            "  ./corvee status",
            "  ./corvee sql \"select region, year, value, unit from mart.labor_transfer\"",
            "  ./corvee explain jamestown_china_brief_2022:transfers_2021",
            "",
            "The data home is data/ beside the program; CORVEE_HOME names another one.",
            "Exit codes: 0 done, 1 fault, 2 usage, 3 stale sources, 4 nothing published."
        })
public final class CommandLineProgram implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandLine.Model.CommandSpec spec;

    private CommandLineProgram() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command.");
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int run(Console console, String... arguments) {
        CommandLine program = new CommandLine(new CommandLineProgram())
                .addSubcommand(new RefreshCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new SqlCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new CodebookCommand(console))
                .addSubcommand(new SdmxCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new DriftCommand(console))
                .addSubcommand(new DiffCommand(console))
                .addSubcommand(new ReleaseCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new WatchCommand(console))
                .addSubcommand(new ConfigCommand(console))
                .addSubcommand(new NotifyCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(ScheduleCommand.line(console))
                .addSubcommand(new WorkerCommand(console))
                .addSubcommand(new CommandLine(new SourcesCommand(console)).addSubcommand(new AddFileCommand(console)))
                .addSubcommand(new CommandLine.HelpCommand())
                .registerConverter(LocalDate.class, CommandLineProgram::day)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setUsageHelpLongOptionsMaxWidth(28)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(console, failure));
        return program.execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("expected a day such as 2026-11-24, found '" + text + "'");
        }
    }

    private static int tell(Console console, Exception failure) {
        if (failure instanceof CommandFailure expected) {
            console.err().println(expected.getMessage());
            return expected.exitCode();
        }
        if (failure instanceof ProblemException problem) {
            console.err().println(problem.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof SQLException) {
            console.err()
                    .println("cannot read the warehouse " + console.home().published() + ": " + failure.getMessage()
                            + "; ./corvee refresh builds it anew");
            return ExitCode.FAULT;
        }
        console.err().println("corvee failed; this is a fault of the program or of the machine:");
        failure.printStackTrace(console.err());
        return ExitCode.FAULT;
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = CommandLineProgram.class.getPackage().getImplementationVersion();
            return new String[] {"corvee " + (version == null ? "development" : version)};
        }
    }
}

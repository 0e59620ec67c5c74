package org.corvee.jobs.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.model.SqlFile;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.query.Query;
import org.corvee.query.Wrap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a statement on the published warehouse.",
            "It is read-only and reaches no other file; it works while a refresh runs."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee sql \"select region, period, value, unit from mart.labor_transfer\"",
            "  ./corvee sql --question transfers_by_year",
            "  ./corvee sql --format csv -f my.sql > result.csv",
            "  ./corvee sql --as-of 2026-11-24 --question transfers_by_year",
            "  ./corvee sql --format parquet \"from core.figure\" > figure.parquet",
            "  ./corvee sql \"select table_schema, table_name from information_schema.tables\"",
            "",
            "The questions are the files of sql/questions/; --question help lists them.",
            "A table that is wider than the terminal is printed row by row."
        })
final class SqlCommand implements Callable<Integer> {

    /** The formats of a result. */
    enum Format {
        table,
        csv,
        json,
        parquet
    }

    /** Where the statement comes from. */
    static final class Statement {
        @Parameters(paramLabel = "SQL", description = "The statement.")
        @Nullable
        String text;

        @Option(
                names = "-f",
                paramLabel = "FILE",
                description = "Read the statement from a file; - for standard input.")
        @Nullable
        String file;

        @Option(
                names = "--question",
                paramLabel = "NAME",
                description = "Ask one of the ready questions; help lists them.")
        @Nullable
        String question;
    }

    private final Console console;

    @ArgGroup(multiplicity = "1")
    private Statement statement = new Statement();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Mixin
    private EditionOptions edition = new EditionOptions();

    SqlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if ("help".equals(statement.question)) {
            listQuestions();
            return ExitCode.DONE;
        }
        Query query = query();
        switch (format) {
            case table -> query.print(console.out(), console.width());
            case csv -> query.copy(console.out(), "format csv, header");
            case json -> query.copy(console.out(), "format json, array true");
            case parquet -> {
                if (console.isTerminal()) {
                    throw new CommandFailure(ExitCode.USAGE, "cannot print Parquet on a terminal: add > FILE.parquet");
                }
                query.copy(console.out(), "format parquet, compression zstd");
            }
        }
        return ExitCode.DONE;
    }

    private Query query() throws IOException, SQLException {
        Path warehouse = console.warehouse(edition);
        if (statement.question != null) {
            SqlFile question = question(statement.question);
            return new Query(warehouse, Location.of("question", question.name() + ".sql"), question.read());
        }
        if (statement.file != null) {
            return new Query(warehouse, Location.ofFile(statement.file), read(statement.file));
        }
        return new Query(warehouse, Location.ofFile("sql"), String.valueOf(statement.text));
    }

    private static String read(String file) throws IOException {
        if (file.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new ProblemException(Problem.cannot(Location.ofFile("sql"), "find", "file", file));
        }
        return Files.readString(Path.of(file));
    }

    private List<SqlFile> questions() throws IOException {
        return SqlFile.list(console.installation().sql().resolve("questions"));
    }

    private SqlFile question(String name) throws IOException {
        List<SqlFile> questions = questions();
        List<String> names = questions.stream().map(SqlFile::name).toList();
        return questions.stream()
                .filter(question -> question.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.cannot(Location.ofFile("sql"), "find", "question", name)
                        .allowed(names)
                        .nearest(name, names)));
    }

    private void listQuestions() throws IOException {
        for (SqlFile question : questions()) {
            String first = question.read().lines().findFirst().orElse("");
            console.out()
                    .println(Wrap.hanging(
                            String.format("%-24s ", question.name()),
                            first.replaceFirst("^--\\s*", ""),
                            console.width()));
        }
    }
}

package org.corvee.jobs.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.corvee.difference.Cause;
import org.corvee.difference.CellChange;
import org.corvee.difference.CellChange.ColumnChange;
import org.corvee.difference.CellChange.Kind;
import org.corvee.difference.Difference;
import org.corvee.difference.DifferenceFiles;
import org.corvee.difference.WarehouseDifference;
import org.corvee.difference.WarehouseDifference.Edition;
import org.corvee.load.ReferenceTable;
import org.corvee.model.ModelCatalog;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.query.Wrap;
import org.corvee.release.ReleaseId;
import org.corvee.release.ReleaseStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what changed between two states of the warehouse, and why.",
            "Every cell has a cause: publisher revised, curated (a table kept by hand was",
            "edited), definition, or code changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee diff 2026-11-20 2026-11-25        two nights: what was known on each day",
            "  ./corvee diff 2026-11-25.1 2026-12-02.1    two releases",
            "  ./corvee diff 2026-11-25.1 published --out changes/",
            "",
            "With --out, diff.csv has every changed value and diff.html is a page to read."
        })
final class DiffCommand implements Callable<Integer> {

    private static final String PUBLISHED = "published";
    private static final int MOST_CELLS = 40;

    private final Console console;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A day, a release, or the word published.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "Likewise.")
    private String after = "";

    @Option(names = "--out", paramLabel = "DIR", description = "Also write diff.csv and diff.html there.")
    private @Nullable Path folder;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Edition old = edition(before);
        Edition now = edition(after);
        Path sql = console.installation().sql();
        Difference difference = WarehouseDifference.between(
                old, now, ModelCatalog.read(sql.resolve("marts")), ReferenceTable.readAll(sql.resolve("reference")));
        console.out().println(difference.before() + " → " + difference.after());
        if (difference.cells().isEmpty()) {
            console.out().println("nothing differs");
        }
        for (Map.Entry<Cause, Long> cause : difference.byCause().entrySet()) {
            console.out().printf("%-18s %d%n", cause.getKey().words(), cause.getValue());
        }
        List<CellChange> shown = difference
                .cells()
                .subList(0, Math.min(MOST_CELLS, difference.cells().size()));
        shown.forEach(this::print);
        int left = difference.cells().size() - shown.size();
        if (left > 0) {
            console.out().println();
            console.out().println("and " + left + " more; --out DIR writes all of them");
        }
        if (folder != null) {
            console.out().println();
            DifferenceFiles.write(difference, folder).forEach(console.out()::println);
        }
        return ExitCode.DONE;
    }

    private Edition edition(String name) throws IOException, SQLException {
        if (name.equals(PUBLISHED)) {
            return new Edition("the published warehouse", console.published());
        }
        Optional<ReleaseId> release = ReleaseId.parse(name);
        if (release.isPresent()) {
            return new Edition(
                    "release " + name, new ReleaseStore(console.home().releases()).warehouse(release.get()));
        }
        try {
            LocalDate day = LocalDate.parse(name);
            return new Edition("what was known on " + day, console.warehouse(day));
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.cannot(Location.ofFile("diff"), "find", "state", name)
                    .expected("a day such as 2026-11-24, a release such as 2026-11-25.1, or published"));
        }
    }

    private void print(CellChange cell) {
        int width = console.width();
        console.out().println();
        console.out().println(Wrap.hanging(cell.kind().words() + " ", cell.table() + ": " + cell.cell(), width));
        if (cell.kind() == Kind.CHANGED) {
            for (ColumnChange column : cell.columns()) {
                console.out()
                        .println(Wrap.hanging(
                                "    ",
                                column.column() + ": " + told(column.before()) + " → " + told(column.after()),
                                width));
            }
        }
        console.out().println(Wrap.hanging("    ", cell.cause().words() + ": " + cell.why(), width));
    }

    private static String told(@Nullable String value) {
        return value == null ? "nothing" : value.lines().collect(Collectors.joining(" "));
    }
}

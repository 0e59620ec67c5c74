package org.corvee.jobs.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportFormat;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.export.Narrowing;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.query.Wrap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes exports for a paper from the published warehouse.",
            "Each is a bundle of one name: the table as CSV, Parquet, XLSX, LaTeX and",
            "Markdown, the chart as SVG, PDF and PNG, the documents of exactly its figures",
            "as BibTeX, CSL-JSON and RIS, and NAME.sources.csv with phrase and place of every",
            "figure. Where nothing is published yet, a refresh runs first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee export --list",
            "  ./corvee export xinjiang_labor_transfers --out paper/",
            "  ./corvee export xinjiang_labor_transfers --years 2016..2023 --format tex,bib,pdf",
            "  ./corvee export labor_transfer_trend --region 新疆",
            "  ./corvee export xinjiang_trade --release 2026-11-25.1 --out paper/",
            "  ./corvee export                        all of them, to exports/ of the data home",
            "",
            "A part of an export says so in its subtitle, notes and file names.",
            "./corvee explain NAME:ROW leads from a row of NAME.csv to documents and hashes."
        })
final class ExportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which exports; all when none is named.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Where to; default is exports/ of the data home.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "csv, parquet, xlsx, svg, pdf, png, tex, md, bib, csl, ris or sources; default is all.")
    private List<String> formats = new ArrayList<>();

    @Option(names = "--years", paramLabel = "YEARS", description = "2016..2023, 2020, 2016.. or ..2023.")
    private @Nullable String years;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Rows of this region: a name in English, pinyin, Chinese, Uyghur or Tibetan, or a code.")
    private @Nullable String region;

    @Option(
            names = "--partner",
            paramLabel = "PARTNER",
            description = "Rows with this trade partner or destination: a name or a code.")
    private @Nullable String partner;

    @Mixin
    private EditionOptions edition = new EditionOptions();

    @Option(names = "--list", description = "List the exports and write nothing.")
    private boolean list;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<ExportSpec> exports =
                ExportSpec.readAll(console.installation().sql().resolve("exports"));
        if (list) {
            exports.forEach(this::list);
            return ExitCode.DONE;
        }
        List<String> known = exports.stream().map(ExportSpec::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ProblemException(Problem.cannot(Location.ofFile("export"), "find", "export", name)
                        .allowed(known)
                        .nearest(name, known));
            }
        }
        Set<ExportFormat> asked = formats();
        List<ExportSpec> chosen = exports.stream()
                .filter(export -> names.isEmpty() || names.contains(export.name()))
                .toList();
        for (ExportSpec export : chosen) {
            requireFormats(export, asked);
        }
        boolean isPublished = edition.release == null && edition.asOf == null;
        if (!isPublished && folder == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "name a folder with --out: exports/ of the data home is for those of the published warehouse");
        }
        if (isPublished && !Files.exists(console.home().published())) {
            console.out().println("nothing is published in " + console.home().root() + " yet: a refresh runs first");
            int refreshed = new RefreshCommand(console).call();
            if (!Files.exists(console.home().published())) {
                return refreshed;
            }
        }
        Path target = folder == null ? console.home().exports() : folder;
        try (Connection connection = DuckDb.readOnly(console.warehouse(edition))) {
            Narrowing narrowing = Narrowing.of(connection, years, region, partner);
            ExportWriter writer = new ExportWriter(connection);
            for (ExportSpec export : chosen) {
                tell(export, writer.write(export, narrowing, asked.isEmpty() ? export.formats() : asked, target));
            }
        }
        return ExitCode.DONE;
    }

    private void list(ExportSpec export) {
        console.out().println(export.name() + " (" + export.subject() + ")");
        console.out().println(Wrap.hanging("  ", export.title(), console.width()));
        console.out()
                .println(Wrap.hanging(
                        "  formats: ",
                        export.formats().stream().map(ExportFormat::label).collect(Collectors.joining(", ")),
                        console.width()));
    }

    private Set<ExportFormat> formats() {
        Set<ExportFormat> asked = EnumSet.noneOf(ExportFormat.class);
        for (String label : formats) {
            if (!ExportFormat.labels().contains(label)) {
                throw new ProblemException(Problem.cannot(Location.ofFile("export"), "write", "format", label)
                        .allowed(ExportFormat.labels())
                        .nearest(label, ExportFormat.labels()));
            }
            asked.add(ExportFormat.valueOf(label.toUpperCase(Locale.ROOT)));
        }
        return asked;
    }

    /** All exports together leave out what one of them has not; a person who names one is told. */
    private void requireFormats(ExportSpec export, Set<ExportFormat> asked) {
        for (ExportFormat format : asked) {
            if (!names.isEmpty() && !export.formats().contains(format)) {
                throw new ProblemException(
                        Problem.cannot(Location.ofFile("export"), "write", export.name() + " as", format.label())
                                .allowed(export.formats().stream()
                                        .map(ExportFormat::label)
                                        .toList()));
            }
        }
    }

    private void tell(ExportSpec export, List<Path> files) {
        console.out().println(export.title());
        console.out().println(Wrap.hanging("  note: ", export.note(), console.width()));
        files.forEach(file -> console.out().println("  " + file));
    }
}

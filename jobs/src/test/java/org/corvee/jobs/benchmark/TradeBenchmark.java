package org.corvee.jobs.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.home.Folders;

/**
 * Measures how customs lines come in, turn by turn in one run: ours as the job runs it, DuckDB alone in two ways, the
 * textbook way of Spring Batch, and load and marts against the same statements typed by hand. Each in a process of its
 * own, on the same file. {@code docs/performance.md} names the command.
 */
final class TradeBenchmark {

    private static final Pattern NUMBERS = Pattern.compile("(load|seconds|rows|rejected) ([\\d.]+)");
    private static final int TEXTBOOK_LINES = 100_000;

    private final Path project;
    private final Path work;
    private final Path installation;
    private final Path home;
    private final Map<String, List<Map<String, Double>>> results = new LinkedHashMap<>();

    private TradeBenchmark(Path project) {
        this.project = project;
        this.work = project.resolve("jobs/target/benchmark");
        this.installation = work.resolve("installation");
        this.home = work.resolve("home");
    }

    /** Arguments: the project's folder, how many lines, how many rounds. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        TradeBenchmark benchmark =
                new TradeBenchmark(Path.of(arguments[0]).toAbsolutePath().normalize());
        benchmark.run(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    }

    private void run(long lines, int rounds) throws Exception {
        install();
        Path file = work.resolve("lines-" + lines + ".csv");
        if (!Files.exists(file)) {
            System.out.println("writing " + file + " ...");
            Path partial = work.resolve("lines.partial");
            new CustomsLines(installation.resolve("sql"), StandardCharsets.UTF_8).write(partial, lines);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        System.out.printf("%,d lines, %,d bytes%n", lines, Files.size(file));
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds);
            ours(file);
            byHand();
            keep("quarantine", java(DuckDbAlone.class, "quarantine", file, work));
            keep("typed", java(DuckDbAlone.class, "typed", file, work));
        }
        Files.deleteIfExists(work.resolve("textbook.duckdb"));
        keep("textbook", java(TextbookBatch.class, file, TEXTBOOK_LINES, work.resolve("textbook.duckdb")));
        report(lines, rounds);
    }

    /** The content of this project with one source, read as UTF-8 since DuckDB alone reads nothing else. */
    private void install() throws IOException {
        Folders.delete(installation);
        Files.createDirectories(installation);
        for (String name : List.of("pom.xml", "jobs", "warehouse")) {
            Files.createSymbolicLink(installation.resolve(name), project.resolve(name));
        }
        Files.copy(project.resolve("corvee"), installation.resolve("corvee"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String name : List.of("reference", "migrations", "marts", "checks", "exports", "questions", "pom.xml")) {
            copy(
                    project.resolve("sql").resolve(name),
                    installation.resolve("sql").resolve(name));
        }
        Path source = installation.resolve("sql/sources/gacc_trade");
        copy(project.resolve("sql/sources/gacc_trade"), source);
        Path descriptor = source.resolve("source.yml");
        Files.writeString(descriptor, Files.readString(descriptor).replace("charset: gb18030", "charset: utf-8"));
    }

    /** The nightly job from the snapshot to the marts, by the launcher, timed by the lines that it prints. */
    private void ours(Path file) throws Exception {
        Folders.delete(home);
        Path drop = Files.createDirectories(home.resolve("drop/gacc_trade"));
        Files.createLink(drop.resolve("lines.csv"), file);
        Files.writeString(drop.resolve("lines.csv.yml"), CustomsLines.MANIFEST);
        ProcessBuilder builder =
                new ProcessBuilder(installation.resolve("corvee").toString(), "refresh");
        builder.environment().put("CORVEE_HOME", home.toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        Map<String, Double> measured = new LinkedHashMap<>();
        long snapshot = System.nanoTime();
        long normalize = snapshot;
        List<String> told = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told.add(line);
                long now = System.nanoTime();
                if (line.startsWith("  snapshot")) {
                    snapshot = now;
                } else if (line.startsWith("  normalize")) {
                    normalize = now;
                    measured.put("normalize", (now - snapshot) / 1e9);
                    measured.put("normalize_megabytes", peakMegabytes(process));
                    Matcher counts =
                            Pattern.compile("(\\d+) records, (\\d+) rejected").matcher(line);
                    if (counts.find()) {
                        measured.put("records", Double.valueOf(counts.group(1)));
                        measured.put("rejected", Double.valueOf(counts.group(2)));
                    }
                } else if (line.startsWith("  load")) {
                    measured.put("load", (now - normalize) / 1e9);
                } else if (line.startsWith("  mart")) {
                    measured.put("load_and_marts", (now - normalize) / 1e9);
                    measured.put("megabytes", peakMegabytes(process));
                } else if (line.startsWith("  check")) {
                    measured.put("to_checks", (now - normalize) / 1e9);
                } else if (line.startsWith("published")) {
                    measured.put("to_publication", (now - snapshot) / 1e9);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the refresh failed: " + told);
        }
        keep("ours", measured);
    }

    private static double peakMegabytes(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmHWM")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return Double.NaN;
    }

    private void byHand() throws Exception {
        Path normalized;
        try (Stream<Path> tables = Files.list(home.resolve("normalized/gacc_trade"))) {
            normalized = tables.findFirst().orElseThrow();
        }
        Path database = work.resolve("by-hand.duckdb");
        Files.deleteIfExists(database);
        keep("by_hand", java(StatementsByHand.class, installation.resolve("sql"), normalized, database));
        Files.deleteIfExists(database);
    }

    private Map<String, Double> java(Class<?> program, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.io.tmpdir=" + work,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program.getSimpleName() + " failed: " + out);
        }
        Map<String, Double> measured = new LinkedHashMap<>();
        Matcher matcher = NUMBERS.matcher(out);
        while (matcher.find()) {
            measured.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return measured;
    }

    private void keep(String contestant, Map<String, Double> measured) {
        results.computeIfAbsent(contestant, name -> new ArrayList<>()).add(measured);
        System.out.println("  " + contestant + " " + measured);
    }

    private double median(String contestant, String what) {
        List<Double> values = results.get(contestant).stream()
                .map(measured -> measured.getOrDefault(what, Double.NaN))
                .sorted(Comparator.naturalOrder())
                .toList();
        return values.get(values.size() / 2);
    }

    private void report(long lines, int rounds) throws IOException {
        double ours = median("ours", "normalize");
        double quarantine = median("quarantine", "seconds");
        double typed = median("typed", "seconds");
        double textbook = median("textbook", "seconds") * lines / TEXTBOOK_LINES;
        double loaded = median("ours", "load_and_marts");
        double byHand = median("by_hand", "seconds");
        StringBuilder text = new StringBuilder();
        text.append(
                String.format("| %,d lines, median of %d | seconds | ratio |%n| --- | ---: | ---: |%n", lines, rounds));
        row(text, "a. normalize as the job runs it", ours, 1);
        row(text, "b. DuckDB alone, quarantine-safe (a / b)", quarantine, ours / quarantine);
        row(text, "c. DuckDB alone, typed, no quarantine (a / c)", typed, ours / typed);
        row(text, "d. textbook Spring Batch, extrapolated from 100,000 lines (d / a)", textbook, textbook / ours);
        row(text, "load and all trade marts as the job runs them", loaded, 1);
        row(text, "the same statements typed by hand (job / hand)", byHand, loaded / byHand);
        text.append(String.format(
                "%npeak resident memory: normalize %.0f MB, load and marts %.0f MB; %.0f records, %.0f rejected%n",
                median("ours", "normalize_megabytes"),
                median("ours", "megabytes"),
                median("ours", "records"),
                median("ours", "rejected")));
        System.out.println(text);
        Files.writeString(work.resolve("results-" + lines + ".md"), text);
    }

    private static void row(StringBuilder text, String what, double seconds, double ratio) {
        text.append(String.format("| %s | %.1f | %.2f |%n", what, seconds, ratio));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(path)) {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}

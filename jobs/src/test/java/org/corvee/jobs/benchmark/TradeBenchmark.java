package org.corvee.jobs.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
    private static final Pattern COUNTS = Pattern.compile("(\\d+) records, (\\d+) rejected");
    private static final Pattern COMMA = Pattern.compile(",");

    private final Path project;
    private final Path work;
    private final Path installation;
    private final Path home;
    private final int rounds;

    private TradeBenchmark(Path project, int rounds) {
        this.project = project;
        this.rounds = rounds;
        this.work = project.resolve("jobs/target/benchmark");
        this.installation = work.resolve("installation");
        this.home = work.resolve("home");
    }

    /** Arguments: the project's folder, how many lines, or several such numbers with commas between, how many rounds. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        TradeBenchmark benchmark =
                new TradeBenchmark(Path.of(arguments[0]).toAbsolutePath().normalize(), Integer.parseInt(arguments[2]));
        benchmark.install();
        List<Measurements> all = new ArrayList<>();
        for (String lines : COMMA.splitAsStream(arguments[1]).toList()) {
            all.add(benchmark.measure(Long.parseLong(lines.strip())));
        }
        String report = Measurements.report(all);
        System.out.println(report);
        Files.writeString(benchmark.work.resolve("results.md"), report);
        BenchmarkPicture.write(all, benchmark.work.resolve("results.png"));
    }

    private Measurements measure(long lines) throws Exception {
        Path file = work.resolve("lines-" + lines + ".csv");
        if (!Files.exists(file)) {
            System.out.println("writing " + file + " ...");
            Path partial = work.resolve("lines.partial");
            new CustomsLines(installation.resolve("sql"), StandardCharsets.UTF_8).write(partial, lines);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        System.out.printf("%,d lines, %,d bytes%n", lines, Files.size(file));
        Measurements results = new Measurements(lines, rounds);
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds);
            results.keep("ours", ours(file));
            results.keep("by_hand", byHand());
            results.keep("quarantine", java(DuckDbAlone.class, "quarantine", file, work));
            results.keep("typed", java(DuckDbAlone.class, "typed", file, work));
        }
        Path database = work.resolve("textbook.duckdb");
        Files.deleteIfExists(database);
        results.keep("textbook", java(TextbookBatch.class, file, Measurements.TEXTBOOK_LINES, database));
        return results;
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

    /**
     * The nightly job from the snapshot to the marts, by the launcher, timed by the lines that it prints. Of a night before
     * it, on which no file was there, are the structure and the reference tables that every load begins with.
     */
    private Map<String, Double> ours(Path file) throws Exception {
        Folders.delete(home);
        refresh(new LinkedHashMap<>());
        Path drop = Files.createDirectories(home.resolve("drop/gacc_trade"));
        Files.createLink(drop.resolve("lines.csv"), file);
        Files.writeString(drop.resolve("lines.csv.yml"), CustomsLines.MANIFEST);
        Map<String, Double> measured = new LinkedHashMap<>();
        refresh(measured);
        return measured;
    }

    private void refresh(Map<String, Double> measured) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(installation.resolve("corvee").toString(), "refresh", "--offline");
        builder.environment().put("CORVEE_HOME", home.toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
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
                    Matcher counts = COUNTS.matcher(line);
                    if (counts.find()) {
                        measured.put("records", Double.valueOf(counts.group(1)));
                        measured.put("rejected", Double.valueOf(counts.group(2)));
                    }
                } else if (line.startsWith("  load")) {
                    measured.put("load", (now - normalize) / 1e9);
                } else if (line.startsWith("  mart")) {
                    measured.put("load_and_marts", (now - normalize) / 1e9);
                    measured.put("megabytes", peakMegabytes(process));
                } else if (line.startsWith("published")) {
                    measured.put("to_publication", (now - snapshot) / 1e9);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the refresh failed: " + told);
        }
    }

    private static double peakMegabytes(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmHWM")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return Double.NaN;
    }

    private Map<String, Double> byHand() throws Exception {
        Path normalized;
        try (Stream<Path> tables = Files.list(home.resolve("normalized/gacc_trade"))) {
            normalized = tables.findFirst().orElseThrow();
        }
        Path database = work.resolve("by-hand.duckdb");
        Files.deleteIfExists(database);
        Map<String, Double> measured = java(StatementsByHand.class, installation.resolve("sql"), normalized, database);
        Files.deleteIfExists(database);
        return measured;
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

package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.export.ExportFormat;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.export.Narrowing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables and references go through a real LaTeX where one is installed. */
@Tag("slow")
class BundlesCompileInLatexTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPaperOfAllExportsHasEveryReference() throws IOException, SQLException, InterruptedException {
        Set<String> keys = writePaper();
        if (!Stream.of("xelatex", "bibtex").allMatch(BundlesCompileInLatexTest::isInstalled)) {
            System.out.println("No LaTeX is installed here: the tables and references were not compiled.");
            return;
        }

        run("xelatex");
        run("bibtex");
        run("xelatex");
        run("xelatex");

        assertThat(folder.resolve("paper.pdf")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("paper.blg"))).doesNotContain("error message");
        String log = Files.readString(folder.resolve("paper.log"), StandardCharsets.ISO_8859_1);
        assertThat(log)
                .doesNotContain("LaTeX Error")
                .doesNotContain("undefined references")
                .doesNotContainPattern("Citation `[^']+'");
        String references = Files.readString(folder.resolve("paper.bbl"));
        assertThat(keys).allSatisfy(key -> assertThat(references).contains("{" + key + "}"));
    }

    private Set<String> writePaper() throws IOException, SQLException {
        StringBuilder inputs = new StringBuilder();
        Set<String> bibliographies = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        try (Connection connection =
                TestingExports.warehouse(TestingWarehouse.CONTENT, folder).connect()) {
            ExportWriter writer = new ExportWriter(connection);
            for (ExportSpec export : TestingExports.all()) {
                writer.write(export, Narrowing.NONE, EnumSet.of(ExportFormat.TEX, ExportFormat.BIB), folder);
                inputs.append("\\input{").append(export.name()).append(".tex}\n\\clearpage\n");
                bibliographies.add(Files.readString(folder.resolve(export.name() + ".bib")));
            }
        }
        StringBuilder all = new StringBuilder();
        for (String bibliography : bibliographies) {
            for (String entry : bibliography.split("(?m)(?=^@)", -1)) {
                String key = Pattern.compile("^@\\w+\\{([^,]+),")
                        .matcher(entry)
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.joining());
                if (!key.isEmpty() && keys.add(key)) {
                    all.append(entry);
                }
            }
        }
        Files.writeString(folder.resolve("paper.bib"), all);
        Files.writeString(folder.resolve("paper.tex"), """
                \\documentclass{article}
                \\usepackage{fontspec}
                \\usepackage{url}
                \\usepackage{array}
                \\usepackage{booktabs}
                \\usepackage{longtable}
                \\begin{document}
                """ + inputs + """
                          \\nocite{*}
                          \\bibliographystyle{plain}
                          \\bibliography{paper}
                          \\end{document}
                          """);
        return keys;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private void run(String program) throws IOException, InterruptedException {
        List<String> command = program.equals("bibtex")
                ? List.of(program, "paper")
                : List.of(program, "-interaction=nonstopmode", "-halt-on-error", "paper.tex");
        Path output = folder.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s", new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1))
                .isZero();
    }
}

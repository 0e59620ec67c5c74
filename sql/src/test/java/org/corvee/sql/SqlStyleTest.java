package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.model.SqlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code .sql} file has one silhouette, so that a reader finds the same thing in the same place. */
class SqlStyleTest {

    private static final int LONGEST_LINE = 130;
    private static final Pattern KEYWORD = Pattern.compile(
            "\\b(SELECT|FROM|WHERE|JOIN|LEFT|GROUP|ORDER|BY|HAVING|WITH|AS|ON|AND|OR|NOT|NULL|CASE|WHEN|THEN|ELSE|END|"
                    + "UNION|CREATE|TABLE|VIEW|COMMENT|INSERT|OVER|PARTITION)\\b");
    private static final Pattern STAR_OF_TABLE = Pattern.compile("select \\*\\s+from (\\w+\\.\\w+)");

    /** What the first line of a file must say, by the folder that the file lies in. */
    private static String firstLine(String folder) {
        return switch (folder) {
            case "marts", "exports", "sources" -> "-- grain: one row per \\S.*";
            case "questions" -> "-- \\S.*\\?";
            case "checks", "migrations" -> "-- [A-Z].*\\.";
            default -> throw new AssertionError("no rule for folder " + folder);
        };
    }

    static Stream<SqlFile> files() throws IOException {
        List<SqlFile> files = new ArrayList<>();
        for (String folder : List.of("checks", "exports", "marts", "migrations", "questions", "sources")) {
            files.addAll(SqlFile.list(TestingWarehouse.CONTENT.resolve(folder)));
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileHasTheSilhouette(SqlFile file) throws IOException {
        assertThat(faults(
                        TestingWarehouse.CONTENT
                                .relativize(file.path())
                                .getName(0)
                                .toString(),
                        file.read()))
                .as(file.path().toString())
                .isEmpty();
    }

    private static List<String> faults(String folder, String text) {
        List<String> faults = new ArrayList<>();
        List<String> lines = text.lines().toList();
        if (!lines.get(0).matches(firstLine(folder))) {
            faults.add("the first line is not " + firstLine(folder));
        }
        if (!text.endsWith("\n") || text.endsWith("\n\n")) {
            faults.add("the file does not end with one line break");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > LONGEST_LINE && !line.startsWith("comment on")) {
                faults.add("line " + (i + 1) + " is longer than " + LONGEST_LINE);
            }
            if (line.contains("\t") || line.endsWith(" ")) {
                faults.add("line " + (i + 1) + " has a tab or ends with a blank");
            }
            String code = line.replaceFirst("--.*", "").replaceAll("'[^']*'", "''");
            if (KEYWORD.matcher(code).find()) {
                faults.add("line " + (i + 1) + " has an upper-case keyword");
            }
        }
        if (!folder.equals("migrations")) {
            faults.addAll(faultsOfSelect(folder, text));
        }
        return faults;
    }

    private static List<String> faultsOfSelect(String folder, String text) {
        List<String> faults = new ArrayList<>();
        if (text.contains(";")) {
            faults.add("a bare SELECT has no semicolon");
        }
        if (!folder.equals("checks") && !text.lines().anyMatch(line -> line.equals("with"))) {
            faults.add("the inputs are not CTEs: no line 'with'");
        }
        String last = text.substring(text.lastIndexOf("\nselect") + 1);
        Matcher star = STAR_OF_TABLE.matcher(last);
        if (!folder.equals("checks") && star.find()) {
            faults.add("the final select takes * of table " + star.group(1));
        }
        return faults;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1\n",
                "-- grain: one row per a\nwith\na as (\n    select 1\n)\n\nSELECT * from a\n",
                "-- grain: one row per a\nwith\na as (\n    select 1\n)\n\nselect * from core.figure\n",
                "-- grain: one row per a\nselect * from core.figure\n",
                "-- grain: one row per a\nwith\na as (\n    select 1\n)\n\nselect * from a;\n",
                "-- grain: one row per a\nwith\na as (\n\tselect 1\n)\n\nselect * from a\n",
                "-- grain: one row per a\nwith\na as (\n    select 1\n)\n\nselect * from a",
            })
    void theRulesBite(String text) {
        assertThat(faults("marts", text)).isNotEmpty();
    }

    @Test
    void aGoodModelHasNoFaults() {
        String text = "-- grain: one row per a\nwith\na as (\n    select * from core.figure\n)\n\nselect * from a\n";
        assertThat(faults("marts", text)).isEmpty();
    }
}

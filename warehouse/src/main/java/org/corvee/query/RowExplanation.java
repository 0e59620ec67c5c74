package org.corvee.query;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportContent;
import org.corvee.export.ExportReader;
import org.corvee.export.ExportRow;
import org.corvee.export.ExportSpec;
import org.corvee.export.Footnote;
import org.corvee.export.Narrowing;
import org.corvee.home.DataHome;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The chain behind one row of an export: its values, its footnotes and the chain of each of its figures. */
public final class RowExplanation {

    private final DataHome home;
    private final PrintStream out;
    private final int width;

    /** @param width of the terminal; 0 when the output is not a terminal */
    public RowExplanation(DataHome home, PrintStream out, int width) {
        this.home = home;
        this.out = out;
        this.width = width;
    }

    /**
     * Prints the chain.
     *
     * @param number of the row in the CSV file, from 1; the header is not counted
     * @throws ProblemException when the export has no such row
     */
    public void print(ExportSpec export, String number) throws IOException, SQLException {
        ExportContent content;
        try (Connection connection = DuckDb.readOnly(home.published())) {
            content = new ExportReader(connection).read(export, Narrowing.NONE);
        }
        int last = content.rows().size();
        if (!number.matches("[1-9]\\d{0,8}") || Integer.parseInt(number) > last) {
            throw new ProblemException(
                    Problem.cannot(Location.ofFile("explain"), "find", "row", export.name() + ":" + number)
                            .expected("a row of " + export.name() + ".csv, 1 to " + last));
        }
        ExportRow row = content.rows().get(Integer.parseInt(number) - 1);
        out.println("row " + number + " of " + export.name() + ": " + export.title());
        int label =
                row.values().keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        for (Map.Entry<String, @Nullable Object> value : row.values().entrySet()) {
            if (value.getValue() != null) {
                out.println(Wrap.hanging(
                        "  " + value.getKey()
                                + " ".repeat(label - value.getKey().length()),
                        row.text(value.getKey()),
                        width));
            }
        }
        for (Footnote footnote : content.footnotes()) {
            if (row.footnotes().contains(footnote.number())) {
                out.println(Wrap.hanging("  footnote " + footnote.number() + ": ", footnote.text(), width));
            }
        }
        List<String> figures = row.figureIds();
        out.println("rests on " + figures.size() + (figures.size() == 1 ? " figure" : " figures"));
        Explanation explanation = new Explanation(home, out, width);
        for (String figure : figures) {
            out.println();
            explanation.print(figure);
        }
    }
}

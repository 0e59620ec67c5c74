package org.corvee.query;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;

/** What the ledger of figures cannot reconcile: contradictions that are not explained, and identities that are missed. */
public final class LedgerReport {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final int width;

    /** @param width of the terminal; 0 when the output is not a terminal */
    public LedgerReport(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    /**
     * Prints the report.
     *
     * @param published the warehouse
     */
    public void print(Path published) throws SQLException {
        try (Connection connection = DuckDb.readOnly(published)) {
            contradictions(connection);
            out.println();
            misses(connection);
            out.println();
            summary(connection);
        }
    }

    private void contradictions(Connection connection) throws SQLException {
        List<Map<String, @Nullable String>> rows = DuckDb.rows(
                connection,
                "select contradiction.*, unit.name as unit_name from mart.contradiction as contradiction"
                        + " join ref.unit as unit on unit.unit = contradiction.unit"
                        + " where state <> 'explained' order by indicator, region, period_start, contradiction_id");
        out.println("contradictions that are not explained: " + rows.size());
        for (Map<String, @Nullable String> row : rows) {
            String counterpart = row.get("counterpart") == null ? "" : " – " + row.get("counterpart");
            String population = "all".equals(row.get("population")) ? "" : " (" + row.get("population") + ")";
            String since = row.get("since") == null ? "" : ", since " + row.get("since");
            out.println();
            line(
                    "",
                    row.get("indicator_name") + population + ", " + row.get("region") + counterpart + ", "
                            + row.get("period") + ", " + row.get("measure") + ", " + row.get("statistic") + ": "
                            + amount(row.get("gap")) + " " + row.get("unit_name") + " apart" + since);
            if (row.get("explanation") != null) {
                line(INDENT, row.get("state") + ": " + row.get("explanation"));
            }
            figures(connection, row);
        }
    }

    private void figures(Connection connection, Map<String, @Nullable String> contradiction) throws SQLException {
        for (Map<String, @Nullable String> figure : DuckDb.rows(
                connection,
                "select figure.figure_id, figure.as_stated, document.citation_key, document.published"
                        + " from mart.contradiction as contradiction"
                        + " join core.figure as figure on list_contains(contradiction.figure_ids, figure.figure_id)"
                        + " join ref.document as document on document.document_id = figure.document_id"
                        + " where contradiction.contradiction_id = "
                        + Sql.literal(String.valueOf(contradiction.get("contradiction_id")))
                        + " order by document.published, figure.figure_id")) {
            boolean preferred =
                    String.valueOf(figure.get("figure_id")).equals(contradiction.get("preferred_figure_id"));
            line(INDENT, figure.get("figure_id") + (preferred ? " (preferred)" : ""));
            line(INDENT + INDENT, "“" + figure.get("as_stated") + "” " + figure.get("citation_key"));
        }
    }

    private void misses(Connection connection) throws SQLException {
        List<Map<String, @Nullable String>> rows = DuckDb.rows(
                connection, "select * from mart.identity_check where verdict = 'misses' order by kind, identity_id");
        out.println("identities that are missed: " + rows.size());
        for (Map<String, @Nullable String> row : rows) {
            out.println();
            line("", row.get("identity_id") + " (" + row.get("kind") + ")");
            line(INDENT, String.valueOf(row.get("explanation")));
            line(
                    INDENT,
                    "misses by " + amount(row.get("miss")) + "; would hold with " + amount(row.get("implied_value")));
        }
    }

    private void summary(Connection connection) throws SQLException {
        Map<String, @Nullable String> counts = DuckDb.rows(
                        connection,
                        "select (select count(*) from mart.identity_check where verdict = 'holds') as holds,"
                                + " (select count(*) from mart.identity_check where verdict = 'undecidable') as undecidable,"
                                + " (select count(*) from mart.contradiction where gap > 0 and state = 'explained')"
                                + " as explained,"
                                + " (select count(*) from mart.contradiction where gap = 0) as rounded")
                .get(0);
        line(
                "",
                counts.get("holds") + " identities hold, " + counts.get("undecidable") + " are undecidable; "
                        + counts.get("explained") + " contradictions are explained, " + counts.get("rounded")
                        + " differences are rounding. All of them: mart.identity_check, mart.contradiction.");
    }

    private static String amount(@Nullable String number) {
        return number == null ? "a value that the bands leave open" : Explanation.number(number);
    }

    private void line(String label, String text) {
        out.println(Wrap.hanging(label, text, width));
    }
}

package org.corvee.query;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.DataHome;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTable;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The chain behind one figure: value, phrase, document, row, snapshot and its hash, and the figures beside it. */
public final class Explanation {

    private static final int LABEL = 11;

    private final DataHome home;
    private final PrintStream out;
    private final int width;

    /** @param width of the terminal; 0 when the output is not a terminal */
    public Explanation(DataHome home, PrintStream out, int width) {
        this.home = home;
        this.out = out;
        this.width = width;
    }

    /**
     * Prints the chain.
     *
     * @throws ProblemException when there is no such figure
     */
    public void print(String figureId) throws IOException, SQLException {
        try (Connection connection = DuckDb.readOnly(home.published())) {
            Map<String, @Nullable String> figure = find(connection, figureId);
            Map<String, @Nullable String> source = only(
                    connection,
                    "select figure_source.*, figure.first_seen, figure.last_seen from mart.figure_source"
                            + " join core.figure using (figure_id) where figure_id = " + Sql.literal(figureId));
            line("figure", figureId);
            line("", amount(figure));
            line("stated as", "“" + text(source, "as_stated") + "”");
            line("what", what(figure));
            if (figure.get("base_indicator") != null) {
                line("base", base(figure));
            }
            optional("note", source.get("note"));
            line("document", text(source, "document"));
            line("", text(source, "locator"));
            line("cites", text(source, "cited_document").isEmpty() ? "nothing" : text(source, "cited_document"));
            row(connection, source);
            corrections(connection, source);
            snapshot(connection, source);
            beside(connection, figure, figureId);
            identities(connection, figureId);
            leaning(connection, figureId);
        }
    }

    private static Map<String, @Nullable String> find(Connection connection, String figureId) throws SQLException {
        List<Map<String, @Nullable String>> found = DuckDb.rows(
                connection,
                "select cell.cell, cell.region, cell.period, cell.indicator_name, cell.counterpart, cell.preferred_rule,"
                        + " cell.figure_id as preferred, unit.name as unit_name, base.name as base_region, figure.*"
                        + " from core.figure as figure"
                        + " join mart.preferred_figure as cell on list_contains(cell.figure_ids, figure.figure_id)"
                        + " join ref.unit as unit on unit.unit = figure.unit"
                        + " left join ref.region_name as base on base.region_code = figure.base_region_code"
                        + " and base.language = 'en' and base.is_preferred = 'true'"
                        + " where figure.figure_id = " + Sql.literal(figureId));
        if (found.isEmpty()) {
            List<String> ids = DuckDb.column(connection, "select figure_id from core.figure order by figure_id");
            throw new ProblemException(Problem.cannot(Location.ofFile("explain"), "find", "figure", figureId)
                    .expected("an id of core.figure")
                    .nearest(figureId, ids));
        }
        return found.get(0);
    }

    private static Map<String, @Nullable String> only(Connection connection, String sql) throws SQLException {
        return DuckDb.rows(connection, sql).get(0);
    }

    private static String amount(Map<String, @Nullable String> figure) {
        String value = number(figure.get("value"));
        String low = number(figure.get("value_low"));
        String high = number(figure.get("value_high"));
        String band = low.isEmpty() ? "at most " + high : high.isEmpty() ? "at least " + low : low + " … " + high;
        String unit = text(figure, "unit_name");
        return (value.isEmpty() ? "no number, " : value + " " + unit + ", ") + text(figure, "bound") + ": " + band
                + (value.isEmpty() ? " " + unit : "");
    }

    static String number(@Nullable String text) {
        return text == null
                ? ""
                : String.format(Locale.ROOT, "%,f", new BigDecimal(text)).replaceAll("\\.?0+$", "");
    }

    private static String what(Map<String, @Nullable String> figure) {
        String population = text(figure, "population");
        String counterpart = text(figure, "counterpart");
        return text(figure, "indicator_name") + (population.equals("all") ? "" : " (" + population + ")") + ", "
                + text(figure, "region") + (counterpart.isEmpty() ? "" : " – " + counterpart) + ", "
                + text(figure, "period") + " (" + text(figure, "period_kind") + "), " + text(figure, "measure") + ", "
                + text(figure, "statistic");
    }

    private static String base(Map<String, @Nullable String> figure) {
        String start = text(figure, "base_period_start");
        String measure = text(figure, "base_measure");
        String region = text(figure, "base_region");
        return text(figure, "base_indicator")
                + (region.isEmpty() ? "" : ", " + region)
                + (measure.isEmpty() ? "" : ", " + measure)
                + (start.isEmpty() ? ", same period" : ", " + start + " to " + text(figure, "base_period_end"));
    }

    private void row(Connection connection, Map<String, @Nullable String> source) throws SQLException {
        Optional<NormalizedTable> table = new NormalizedStore(home.normalized())
                .find(text(source, "source_id"), new Sha256(text(source, "snapshot_sha256")));
        String line = "";
        if (table.isPresent()) {
            line = ", line "
                    + DuckDb.text(
                            connection,
                            "select line from " + table.get().rows() + " where row_number = "
                                    + text(source, "row_number"));
        }
        line("row", "record " + text(source, "row_number") + line + " of source " + text(source, "source_id"));
    }

    /** What was loaded instead of what the publisher prints in the row of the figure. */
    private void corrections(Connection connection, Map<String, @Nullable String> source) throws SQLException {
        String label = "corrected";
        for (String correction : DuckDb.column(
                connection,
                "select column_name || ': the publisher prints ' || coalesce('“' || published || '”', 'nothing')"
                        + " || ', loaded is ' || coalesce('“' || corrected || '”', 'nothing') || ' (' || status"
                        + " || ', noted on ' || noted_on || '): ' || reason from ops.correction where source_id = "
                        + Sql.literal(text(source, "source_id")) + " and snapshot_sha256 = "
                        + Sql.literal(text(source, "snapshot_sha256")) + " and row_number = "
                        + text(source, "row_number") + " order by column_name")) {
            line(label, correction);
            label = "";
        }
    }

    private void snapshot(Connection connection, Map<String, @Nullable String> source)
            throws IOException, SQLException {
        Map<String, @Nullable String> snapshot = only(
                connection,
                "select folder, file, strftime(retrieved_at, '%Y-%m-%d %H:%M:%S UTC') as retrieved_at from ops.snapshot where is_loaded and"
                        + " source_id = " + Sql.literal(text(source, "source_id")));
        Path file = home.snapshots()
                .resolve(text(source, "source_id"))
                .resolve(text(snapshot, "folder"))
                .resolve(text(snapshot, "file"));
        String sha256 = text(source, "snapshot_sha256");
        String found = Files.exists(file)
                ? (Sha256.of(file).hex().equals(sha256) ? "the file has this hash" : "THE FILE HAS ANOTHER HASH")
                : "THE FILE IS NOT THERE";
        line("snapshot", home.root().relativize(file) + ", taken " + text(snapshot, "retrieved_at"));
        line("", "SHA-256 " + sha256);
        line(
                "",
                found + "; the figure was seen from " + text(source, "first_seen") + " to "
                        + text(source, "last_seen"));
    }

    private void beside(Connection connection, Map<String, @Nullable String> figure, String figureId)
            throws SQLException {
        List<Map<String, @Nullable String>> rivals = DuckDb.rows(
                connection,
                "select figure.*, unit.name as unit_name from mart.preferred_figure as cell"
                        + " join core.figure as figure on list_contains(cell.figure_ids, figure.figure_id)"
                        + " join ref.unit as unit on unit.unit = figure.unit"
                        + " where cell.cell = " + Sql.literal(text(figure, "cell")) + " and figure.figure_id <> "
                        + Sql.literal(figureId) + " order by figure.figure_id");
        line("rivals", rivals.isEmpty() ? "none: no other figure is stated for the same thing" : "");
        for (Map<String, @Nullable String> rival : rivals) {
            line("", text(rival, "figure_id"));
            line("", "  " + amount(rival) + " “" + text(rival, "as_stated") + "”");
        }
        if (!rivals.isEmpty()) {
            line("preferred", text(figure, "preferred") + " (" + text(figure, "preferred_rule") + ")");
        }
    }

    private void identities(Connection connection, String figureId) throws SQLException {
        List<Map<String, @Nullable String>> identities = DuckDb.rows(
                connection,
                "select identity_id, kind, verdict, explanation from mart.identity_check"
                        + " where list_contains(figure_ids, " + Sql.literal(figureId) + ") order by identity_id");
        line("identities", identities.isEmpty() ? "none: no arithmetic leans on it" : "");
        for (Map<String, @Nullable String> identity : identities) {
            line(
                    "",
                    text(identity, "verdict") + ": " + text(identity, "identity_id") + " (" + text(identity, "kind")
                            + ")");
            line("", "  " + text(identity, "explanation"));
        }
    }

    /** Every cell of every mart that rests on the figure, but for the identities, which are told above. */
    private void leaning(Connection connection, String figureId) throws SQLException {
        // One look at the catalogue and one question to all marts: each costs more than its answer.
        Map<String, List<String>> marts = new TreeMap<>();
        for (Map<String, @Nullable String> column : DuckDb.rows(
                connection,
                "select table_name, column_name from duckdb_columns() where schema_name = 'mart' order by column_index")) {
            marts.computeIfAbsent(text(column, "table_name"), mart -> new ArrayList<>())
                    .add(text(column, "column_name"));
        }
        marts.values().removeIf(columns -> !columns.contains("figure_ids"));
        marts.remove("identity_check");
        List<String> selects = new ArrayList<>();
        marts.forEach(
                (mart, columns) -> selects.add("select " + Sql.literal("mart." + mart) + " as mart, concat_ws(', ', "
                        + Sql.names(told(columns)) + ") as cell from " + Sql.qualified("mart." + mart)
                        + " where list_contains(figure_ids, " + Sql.literal(figureId) + ")"));
        String label = "used in";
        for (Map<String, @Nullable String> row :
                DuckDb.rows(connection, String.join(" union all ", selects) + " order by mart, cell")) {
            line(label, text(row, "mart") + ": " + text(row, "cell"));
            label = "";
        }
    }

    /** The columns that tell a person which cell of a mart a row is. */
    private static List<String> told(List<String> columns) {
        return Stream.of(
                        "source_id",
                        "file",
                        "basis",
                        "region",
                        "counterpart",
                        columns.contains("period") ? "period" : "year",
                        "indicator",
                        "population",
                        "measure",
                        "statistic",
                        "unit")
                .filter(columns::contains)
                .toList();
    }

    private void optional(String label, @Nullable String text) {
        if (text != null) {
            line(label, text);
        }
    }

    private void line(String label, String text) {
        out.println(Wrap.hanging(label + " ".repeat(LABEL - label.length()), text, width));
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }
}

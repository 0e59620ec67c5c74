package org.corvee.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.RejectReason;
import org.corvee.normalized.NormalizedTable;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;

/**
 * The accepted rows of one normalized snapshot as {@code stage.<source>}, which its {@code stage.sql} reads. A row that
 * names what the warehouse does not know, or repeats a key, is set aside with its reason, and so is one that the descriptor
 * leaves out.
 */
final class StagedTable {

    /** What is wrong with rows that normalize accepted; {@code code} is the value where that is new, null otherwise. */
    static final String DEFECT = "stage.defect";

    /** Those rows, each once. */
    static final String REJECTED = "stage.rejected";

    private final Connection connection;
    private final SourceDescriptor source;
    private final Snapshot snapshot;
    private final NormalizedTable table;
    private final CorrectedRows corrected;

    /** The typed rows, corrected once the table is created. */
    private String rows;

    /** @param corrections of the source */
    StagedTable(
            Connection connection,
            SourceDescriptor source,
            Snapshot snapshot,
            NormalizedTable table,
            List<Correction> corrections) {
        this.connection = connection;
        this.source = source;
        this.snapshot = snapshot;
        this.table = table;
        this.rows = table.rows();
        this.corrected = new CorrectedRows(connection, source, snapshot, rows, corrections);
    }

    /** The rows without those that the source leaves out on purpose. */
    private String kept() {
        String leftOut = source.columns().stream()
                .filter(column -> column.leftOut() != null)
                .map(StagedTable::isLeftOut)
                .collect(Collectors.joining(" or "));
        return leftOut.isEmpty() ? rows : "(select * from " + rows + " where not (" + leftOut + "))";
    }

    private static String isLeftOut(ColumnSpec column) {
        return "coalesce(regexp_full_match(" + Sql.name(column.name()) + ", "
                + Sql.literal(String.valueOf(column.leftOut())) + "), false)";
    }

    static String name(SourceDescriptor source) {
        return "stage." + Sql.name(source.id().value());
    }

    void create() throws SQLException {
        drop();
        DuckDb.execute(connection, "create schema stage");
        rows = corrected.create();
        DuckDb.execute(
                connection,
                "create table " + DEFECT
                        + " (row_number bigint, line bigint, position integer, column_name varchar, reason varchar,"
                        + " text varchar, code varchar)");
        for (int position = 0; position < source.columns().size(); position++) {
            ColumnSpec column = source.columns().get(position);
            if (column.leftOut() != null) {
                findLeftOut(column, position);
            }
            if (column.refersTo() != null) {
                findUnknownNames(column, column.refersTo(), position);
            }
        }
        findRepeatedKeys();
        String prefix = location().toString() + ":";
        DuckDb.execute(
                connection,
                "create table " + REJECTED + " as select defect.row_number, any_value(defect.line) as line,"
                        + " arg_min(defect.column_name, defect.position) as column_name,"
                        + " arg_min(defect.reason, defect.position) as reason,"
                        + Sql.literal(prefix) + " || any_value(defect.line) || ': '"
                        + " || string_agg(defect.text, '. Also ' order by defect.position) as message,"
                        + " any_value(to_json(published)::varchar) as raw_text"
                        + " from " + DEFECT + " as defect join " + table.rows()
                        + " as published using (row_number) group by defect.row_number");
        boolean anyRejected = DuckDb.number(connection, "select count(*) from " + REJECTED) > 0;
        DuckDb.execute(
                connection,
                "create view " + name(source) + " as select *" + manifestColumns() + " from " + rows
                        + (anyRejected ? " where row_number not in (select row_number from " + REJECTED + ")" : ""));
    }

    /** What the manifest of a file says, the same in every row, and whether its publisher cut it. */
    private String manifestColumns() {
        if (source.supply().files().isEmpty()) {
            return "";
        }
        Supply.Dropped files = source.supply().files().get();
        StringBuilder columns = new StringBuilder();
        for (ColumnSpec column : files.manifest()) {
            String text = snapshot.manifest().attributes().get(column.name());
            String value = text == null ? "null" : Sql.literal(text);
            columns.append(", ")
                    .append(
                            column.type().kind() == ColumnType.Kind.MONTH
                                    ? "strptime(" + value + ", '%Y%m')::date"
                                    : value + "::" + duckDbType(column.type()))
                    .append(" as ")
                    .append(Sql.name(column.name()));
        }
        return columns + ", " + table.isTruncated(files) + " as is_truncated";
    }

    static String duckDbType(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> "varchar";
            case INTEGER -> "bigint";
            case DATE, MONTH -> "date";
            case DECIMAL -> "decimal(" + type.precision() + ", " + type.scale() + ")";
        };
    }

    private void findLeftOut(ColumnSpec column, int position) throws SQLException {
        String value = Sql.name(column.name());
        String told = Problem.cannot(location(), "use", column.name(), "…")
                .expected("none of the rows that the source leaves out on purpose")
                .text();
        DuckDb.execute(
                connection,
                "insert into " + DEFECT + " select row_number, line, " + position + ", " + Sql.literal(column.name())
                        + ", " + Sql.literal(RejectReason.LEFT_OUT.code()) + ", replace(" + Sql.literal(told)
                        + ", '…', " + value + "), null from " + rows + " where " + isLeftOut(column));
    }

    private void findUnknownNames(ColumnSpec column, String refersTo, int position) throws SQLException {
        String known = knownValues(refersTo);
        String value = Sql.name(column.name());
        String unknown = value + " is not null and " + value + " not in (" + known + ")";
        List<String> names = DuckDb.column(
                connection, "select distinct " + value + "::varchar from " + kept() + " where " + unknown);
        if (names.isEmpty()) {
            return;
        }
        List<String> candidates = known(connection, refersTo);
        DuckDb.execute(connection, "create or replace table stage.unknown_name (name varchar, text varchar)");
        try (PreparedStatement insert = connection.prepareStatement("insert into stage.unknown_name values (?, ?)")) {
            for (String found : names) {
                Problem problem = Problem.cannot(location(), "use", column.name(), found)
                        .expected("a value of " + refersTo)
                        .nearest(found, candidates);
                insert.setString(1, found);
                insert.setString(2, problem.text());
                insert.executeUpdate();
            }
        }
        DuckDb.execute(
                connection,
                "insert into " + DEFECT + " select published.row_number, published.line, " + position + ", "
                        + Sql.literal(column.name()) + ", " + Sql.literal(RejectReason.UNKNOWN_NAME.code())
                        + ", unknown.text, unknown.name from " + kept()
                        + " as published join stage.unknown_name as unknown"
                        + " on published." + value + "::varchar = unknown.name");
    }

    private static String knownValues(String refersTo) {
        int dot = refersTo.lastIndexOf('.');
        String name = Sql.name(refersTo.substring(dot + 1));
        // One null among the known values would make every name unknowable, and so none unknown.
        return "select " + name + " from " + Sql.qualified(refersTo.substring(0, dot)) + " where " + name
                + " is not null";
    }

    /** Every value that a column may refer to. */
    static List<String> known(Connection connection, String refersTo) throws SQLException {
        return DuckDb.column(connection, "select distinct * from (" + knownValues(refersTo) + ") order by all");
    }

    /**
     * A window over millions of lines is slow and is seldom needed: first one number for each key is looked at, which tells
     * whether any key can be there twice.
     */
    private void findRepeatedKeys() throws SQLException {
        String key = Sql.names(source.key());
        long repeated = DuckDb.number(connection, "select count(*) - count(distinct hash(" + key + ")) from " + kept());
        if (repeated == 0) {
            return;
        }
        String shown = source.key().stream()
                .map(column -> "coalesce(" + Sql.name(column) + "::varchar, '')")
                .collect(Collectors.joining(" || ', ' || "));
        DuckDb.execute(
                connection,
                "insert into " + DEFECT + " with numbered as (select *, row_number() over same as visit,"
                        + " first_value(line) over same as first_line from " + kept() + " window same as (partition by "
                        + key + " order by row_number)) select row_number, line, -1, "
                        + Sql.literal(source.key().get(0)) + ", "
                        + Sql.literal(RejectReason.DUPLICATE_KEY.code())
                        + ", 'cannot load key ''' || " + shown
                        + " || ''': expected each key once, found it first on line ' || first_line, null"
                        + " from numbered where visit > 1");
    }

    /** Keeps the rejected rows of both stages, also of a snapshot that is then refused. */
    void keepRejectedRows() throws SQLException {
        String columns = "row_number, line, column_name, reason, message, raw_text";
        DuckDb.execute(
                connection,
                "insert into ops.rejected_row select " + Sql.literal(source.id().value()) + ", "
                        + Sql.literal(snapshot.sha256().hex()) + ", "
                        + Sql.literal(snapshot.manifest().file()) + ", " + columns + " from (select " + columns
                        + " from " + REJECTED + " union all select " + columns + " from "
                        + table.rejected() + ") as rejected");
    }

    /**
     * Refuses a snapshot that differs from what its source is known to be.
     *
     * @param newest whether it is the newest snapshot, in which every correction must be needed
     * @throws ProblemException with every difference
     */
    void requireNoDrift(boolean newest) throws SQLException {
        List<Problem> problems = new ArrayList<>(newest ? corrected.notNeeded() : List.of());
        problems.addAll(new DriftFinder(connection, source, table, location()).find());
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private long accepted() throws SQLException {
        return DuckDb.number(connection, "select count(*) from " + name(source));
    }

    /**
     * How many staged rows are in the table of the warehouse. Where each is there once, which one sum over all of them
     * tells, there is nothing to tell apart; where {@code stage.sql} makes several of one, they are counted once.
     */
    long loaded() throws SQLException {
        String these = Sql.qualified(source.feeds()) + " where source_id = "
                + Sql.literal(source.id().value()) + " and snapshot_sha256 = "
                + Sql.literal(snapshot.sha256().hex());
        String sum = "select count(*)::varchar || ' ' || coalesce(sum(hash(row_number)), 0)::varchar from ";
        return DuckDb.text(connection, sum + these).equals(DuckDb.text(connection, sum + name(source)))
                ? accepted()
                : DuckDb.number(connection, "select count(distinct row_number) from " + these);
    }

    /** Keeps what was corrected. */
    void keepCorrections() throws SQLException {
        corrected.keep();
    }

    /** Keeps the identity rows in = rows out + rejected of both stages; a check makes it blocking. */
    void keepReconciliation(long loaded) throws SQLException {
        long typed = DuckDb.number(connection, "select count(*) from " + rows);
        long rejectedEarlier = DuckDb.number(connection, "select count(*) from " + table.rejected());
        long rejectedNow = DuckDb.number(connection, "select count(*) from " + REJECTED);
        keepReconciliation("normalize", table.records(), typed, rejectedEarlier);
        keepReconciliation("load", typed, loaded, rejectedNow);
    }

    private void keepReconciliation(String stage, long in, long out, long rejected) throws SQLException {
        DuckDb.execute(
                connection,
                "insert into ops.reconciliation values ("
                        + Sql.literal(source.id().value()) + ", "
                        + Sql.literal(snapshot.sha256().hex()) + ", " + Sql.literal(stage) + ", "
                        + Sql.literal(source.feeds()) + ", " + in + ", " + out
                        + ", " + rejected + ")");
    }

    void drop() throws SQLException {
        DuckDb.execute(connection, "drop schema if exists stage cascade");
    }

    private Location location() {
        return Location.of(source.id().value(), snapshot.manifest().file());
    }
}

package org.corvee.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.RejectReason;
import org.corvee.normalized.NormalizedTable;
import org.corvee.problem.Drift;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;

/** Finds in what a staged snapshot differs from what its source is known to be. */
final class DriftFinder {

    private static final String NEW_CODE = "stage.new_code";

    /** How many new codes of a column are told one by one. */
    private static final int TOLD = 100;

    private final Connection connection;
    private final SourceDescriptor source;
    private final NormalizedTable table;
    private final Location location;
    private final String staged;
    private final List<Problem> problems = new ArrayList<>();

    /** @param location of the snapshot's file */
    DriftFinder(Connection connection, SourceDescriptor source, NormalizedTable table, Location location) {
        this.connection = connection;
        this.source = source;
        this.table = table;
        this.location = location;
        this.staged = StagedTable.name(source);
    }

    /** Every difference, as a problem of the snapshot. */
    List<Problem> find() throws SQLException {
        problems.clear();
        long withNewCodes = findNewCodes();
        findValuesOutOfBounds();
        findTooFewOrTooManyRows(withNewCodes);
        return List.copyOf(problems);
    }

    /** Finds codes that freeze the source; tells how many rows have one. */
    private long findNewCodes() throws SQLException {
        List<ColumnSpec> columns =
                source.columns().stream().filter(ColumnSpec::freezesOnNewCode).toList();
        if (columns.isEmpty()) {
            return 0;
        }
        String names =
                columns.stream().map(column -> Sql.literal(column.name())).collect(Collectors.joining(", "));
        DuckDb.execute(
                connection, """
                create or replace table %s as
                select * from (
                    select defect.row_number, defect.line, defect.column_name, defect.code, rejected.raw_text
                    from %s as defect
                    join %s as rejected using (row_number)
                    where defect.code is not null
                    union all
                    select row_number, line, new_code."column" as column_name, new_code.code, raw_text
                    from (
                        select row_number, line, raw_text,
                            unnest(from_json(new_codes, '[{"column": "VARCHAR", "code": "VARCHAR"}]')) as new_code
                        from %s
                        where new_codes is not null
                    ) as published
                ) as found
                where column_name in (%s)
                """.formatted(NEW_CODE, StagedTable.DEFECT, StagedTable.REJECTED, table.rejected(), names));
        for (ColumnSpec column : columns) {
            findNewCodes(column);
        }
        return DuckDb.number(connection, "select count(distinct row_number) from " + NEW_CODE);
    }

    private void findNewCodes(ColumnSpec column) throws SQLException {
        List<Map<String, @Nullable String>> codes = DuckDb.rows(
                connection,
                "select code, count(*) as \"rows\", min(line) as line, arg_min(raw_text, line) as raw_text from "
                        + NEW_CODE + " where column_name = " + Sql.literal(column.name())
                        + " group by code order by \"rows\" desc, line, code");
        if (codes.isEmpty()) {
            return;
        }
        List<String> known =
                column.refersTo() == null ? column.allowed() : StagedTable.known(connection, column.refersTo());
        String expected = column.refersTo() == null
                ? "one of " + String.join(", ", column.allowed())
                : "a value of " + column.refersTo();
        for (Map<String, @Nullable String> row : codes.subList(0, Math.min(TOLD, codes.size()))) {
            String code = String.valueOf(row.get("code"));
            Problem problem = Problem.cannot(location.atLine(number(row, "line")), "use", column.name(), code);
            problem = column.refersTo() == null ? problem.allowed(known) : problem.expected(expected);
            problems.add(problem.nearest(code, known)
                    .drift(Drift.ofRows(
                            Drift.Kind.NEW_CODE, column.name(), expected, code, number(row, "rows"), example(row))));
        }
        if (codes.size() > TOLD) {
            List<Map<String, @Nullable String>> others = codes.subList(TOLD, codes.size());
            String found = others.size() + " more codes";
            problems.add(Problem.cannot(location, "use", column.name())
                    .expected(expected)
                    .found(found)
                    .drift(Drift.ofRows(
                            Drift.Kind.NEW_CODE,
                            column.name(),
                            expected,
                            found,
                            others.stream()
                                    .mapToLong(row -> number(row, "rows"))
                                    .sum(),
                            example(others.get(0)))));
        }
    }

    private void findValuesOutOfBounds() throws SQLException {
        for (ColumnSpec column : source.columns()) {
            String least = column.limits().atLeast();
            if (least != null) {
                findValuesOutOfBounds(column, "<", "min", least, "at least " + least);
            }
            String most = column.limits().atMost();
            if (most != null) {
                findValuesOutOfBounds(column, ">", "max", most, "at most " + most);
            }
        }
    }

    private void findValuesOutOfBounds(ColumnSpec column, String beyond, String worst, String limit, String expected)
            throws SQLException {
        String name = Sql.name(column.name());
        Map<String, @Nullable String> found = DuckDb.rows(
                        connection,
                        "select count(*) as \"rows\", " + text(worst + "(" + name + ")", column.type())
                                + " as worst, arg_" + worst + "(row_number, " + name + ") as number from " + staged
                                + " where " + name + " " + beyond + " " + literal(limit, column.type()))
                .get(0);
        if (number(found, "rows") == 0) {
            return;
        }
        Map<String, @Nullable String> row = DuckDb.rows(
                        connection,
                        "select line, to_json(staged)::varchar as raw_text from " + staged
                                + " as staged where row_number = " + number(found, "number"))
                .get(0);
        String value = String.valueOf(found.get("worst"));
        problems.add(Problem.cannot(location.atLine(number(row, "line")), "use", column.name(), value)
                .expected(expected)
                .drift(Drift.ofRows(
                        Drift.Kind.VALUE_OUT_OF_BOUNDS,
                        column.name(),
                        expected,
                        value,
                        number(found, "rows"),
                        example(row))));
    }

    private static String text(String value, ColumnType type) {
        return type.kind() == ColumnType.Kind.MONTH
                ? "strftime(" + value + ", '%Y%m')"
                : Sql.text(value, StagedTable.duckDbType(type));
    }

    private static String literal(String limit, ColumnType type) {
        return type.kind() == ColumnType.Kind.MONTH
                ? "strptime(" + Sql.literal(limit) + ", '%Y%m')::date"
                : Sql.literal(limit) + "::" + StagedTable.duckDbType(type);
    }

    /**
     * Compares the numbers of rows. Those with a new code are told already, and are neither too many nor missing once the code
     * is known.
     */
    private void findTooFewOrTooManyRows(long withNewCodes) throws SQLException {
        long accepted = DuckDb.number(connection, "select count(*) from " + staged);
        String leftOut = Sql.literal(RejectReason.LEFT_OUT.code());
        long onPurpose = DuckDb.number(
                connection, "select count(*) from " + StagedTable.REJECTED + " where reason = " + leftOut);
        long rejected = table.records() - accepted - withNewCodes - onPurpose;
        if (!source.bounds().rejectedAtMost().holds(rejected, table.records())) {
            String notNew =
                    withNewCodes == 0 ? "" : " where row_number not in (select row_number from " + NEW_CODE + ")";
            Map<String, @Nullable String> first = DuckDb.rows(
                            connection,
                            "select line, message, raw_text from (select row_number, line, message, raw_text from "
                                    + StagedTable.REJECTED + " where reason <> " + leftOut
                                    + " union all select row_number, line, message, raw_text from "
                                    + table.rejected() + ") as rejected" + notNew + " order by row_number limit 1")
                    .get(0);
            String expected = "at most " + source.bounds().rejectedAtMost() + " rejected rows";
            String found = rejected + " of " + table.records();
            problems.add(Problem.cannot(location, "load", "the snapshot")
                    .expected(expected)
                    .found(found + (withNewCodes == 0 ? "" : " beside those with new codes") + "; first: "
                            + first.get("message"))
                    .drift(Drift.ofRows(
                            Drift.Kind.TOO_MANY_REJECTED, null, expected, found, rejected, example(first))));
            return;
        }
        requireRows(
                accepted + withNewCodes >= source.bounds().rowsAtLeast(),
                Drift.Kind.ROWS_BELOW_FLOOR,
                "at least " + source.bounds().rowsAtLeast() + " rows",
                accepted);
        requireRows(
                accepted <= source.bounds().rowsAtMost(),
                Drift.Kind.ROWS_ABOVE_CEILING,
                "at most " + source.bounds().rowsAtMost() + " rows",
                accepted);
    }

    private void requireRows(boolean holds, Drift.Kind kind, String expected, long accepted) {
        if (!holds) {
            String found = String.valueOf(accepted);
            problems.add(Problem.cannot(location, "load", "the snapshot")
                    .expected(expected)
                    .found(found)
                    .drift(Drift.ofRows(kind, null, expected, found, accepted, null)));
        }
    }

    private static String example(Map<String, @Nullable String> row) {
        return "line " + row.get("line") + ": " + row.get("raw_text");
    }

    private static long number(Map<String, @Nullable String> row, String column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }
}

package org.corvee.load;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTable;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every state in which the rows of a source were ever known: {@code <table>_vintage} beside the table that it feeds, where
 * there is one. The first column of that table is the key of a row.
 */
final class Vintages {

    private static final Logger LOG = LoggerFactory.getLogger(Vintages.class);

    /** What tells vintages of a row apart; all other columns of the table are those of the table that is fed. */
    private static final Set<String> TIME = Set.of("vintage", "known_from", "known_until");

    /** Where a state was read from is no part of what it says. */
    private static final Set<String> ORIGIN = Set.of("snapshot_sha256", "row_number");

    private static final String VISIT = "vintage_visit";

    private final Connection connection;
    private final NormalizedStore store;
    private final List<Correction> corrections;

    /** @param corrections of the source */
    Vintages(Connection connection, NormalizedStore store, List<Correction> corrections) {
        this.connection = connection;
        this.store = store;
        this.corrections = corrections;
    }

    /**
     * Keeps the states of a source whose newest good snapshot was just loaded. Snapshots that do not hold the bounds of the
     * source were never published; they are passed over.
     *
     * @param snapshots newest first
     * @param loaded the one that was loaded
     */
    void keep(SourceDescriptor source, List<Snapshot> snapshots, Snapshot loaded) throws IOException, SQLException {
        String table = source.feeds() + "_vintage";
        if (DuckDb.number(
                        connection,
                        "select count(*) from duckdb_tables() where schema_name || '.' || table_name = "
                                + Sql.literal(table))
                == 0) {
            return;
        }
        List<String> all =
                new ArrayList<>(DuckDb.columns(connection, Sql.qualified(table)).keySet());
        List<String> columns =
                all.stream().filter(column -> !TIME.contains(column)).toList();
        DuckDb.execute(
                connection,
                "create or replace temp table " + VISIT + " as select 0 as visit, date '2000-01-01' as day, "
                        + Sql.names(columns) + " from " + Sql.qualified(table) + " limit 0");
        int visits = 0;
        for (int i = snapshots.size() - 1; i > snapshots.indexOf(loaded); i--) {
            if (visitEarlier(source, snapshots.get(i), columns, visits + 1)) {
                visits++;
            }
        }
        visitLoaded(source, loaded, columns, visits + 1);
        insert(table, columns);
        DuckDb.execute(connection, "drop table " + VISIT);
    }

    private void visitLoaded(SourceDescriptor source, Snapshot snapshot, List<String> columns, int visit)
            throws SQLException {
        DuckDb.execute(
                connection,
                insertInto(visit, snapshot) + Sql.names(columns) + " from "
                        + Sql.qualified(source.feeds()) + " where source_id = "
                        + Sql.literal(source.id().value()) + " and snapshot_sha256 = "
                        + Sql.literal(snapshot.sha256().hex()));
    }

    private static String insertInto(int visit, Snapshot snapshot) {
        return "insert into " + VISIT + " select " + visit + ", date "
                + Sql.literal(snapshot.day().toString()) + ", ";
    }

    private boolean visitEarlier(SourceDescriptor source, Snapshot snapshot, List<String> columns, int visit)
            throws IOException, SQLException {
        Optional<NormalizedTable> normalized = store.current(SnapshotSeries.provenance(source, snapshot));
        if (normalized.isEmpty()) {
            return false;
        }
        StagedTable staged = new StagedTable(connection, source, snapshot, normalized.get(), corrections);
        try {
            staged.create();
            staged.requireNoDrift(false);
            String values = columns.stream()
                    .map(column -> switch (column) {
                        case "source_id" -> Sql.literal(source.id().value());
                        case "snapshot_sha256" -> Sql.literal(snapshot.sha256().hex());
                        default -> Sql.name(column);
                    })
                    .collect(Collectors.joining(", "));
            DuckDb.execute(
                    connection,
                    insertInto(visit, snapshot) + values + " from (" + Files.readString(source.stageSql())
                            + "\n) as staged");
            return true;
        } catch (ProblemException | SQLException e) {
            // It could not be loaded when it was the newest either.
            LOG.info(
                    "{}: no vintage of snapshot {}",
                    source.id(),
                    snapshot.folder().getFileName(),
                    e);
            return false;
        } finally {
            staged.drop();
        }
    }

    private void insert(String table, List<String> columns) throws SQLException {
        String key = Sql.name(columns.get(0));
        String content = columns.stream()
                .filter(column -> !ORIGIN.contains(column))
                .map(column -> Sql.name(column) + " := " + Sql.name(column))
                .collect(Collectors.joining(", "));
        String spanned =
                columns.stream().map(column -> "spanned." + Sql.name(column)).collect(Collectors.joining(", "));
        DuckDb.execute(
                connection, """
                insert into %s (%s, vintage, known_from, known_until)
                with
                state as (
                    select *, to_json(struct_pack(%s))::varchar as content from vintage_visit
                ),
                visit_day as (
                    select distinct visit, day from vintage_visit
                ),
                marked as (
                    select
                        *,
                        case
                            when lag(content) over same = content and lag(visit) over same = visit - 1 then 0
                            else 1
                        end as begins
                    from state
                    window same as (partition by %s order by visit)
                ),
                numbered as (
                    select *, sum(begins) over (partition by %s order by visit) as number from marked
                ),
                spanned as (
                    select *, max(visit) over (partition by %s, number) as last_visit from numbered
                )
                select %s, number, spanned.day, next.day
                from spanned
                left join visit_day as next on next.visit = spanned.last_visit + 1
                where begins = 1
                """.formatted(Sql.qualified(table), Sql.names(columns), content, key, key, key, spanned));
    }
}

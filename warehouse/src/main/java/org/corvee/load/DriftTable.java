package org.corvee.load;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.problem.Drift;
import org.corvee.problem.Location;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what differs in the snapshots of a source, in {@code ops.drift}. */
final class DriftTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Connection connection;
    private final SourceDescriptor source;

    DriftTable(Connection connection, SourceDescriptor source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * Keeps the differences of one snapshot, and its header beside the one that was known where columns are among them.
     *
     * @param known the header of the snapshot that is loaded in its place; the columns of the descriptor when none is
     */
    void keep(Snapshot snapshot, List<Drift> drifts, List<String> known) throws SQLException {
        Optional<Drift> ofColumns =
                drifts.stream().filter(drift -> !drift.header().isEmpty()).findFirst();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.drift values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            if (ofColumns.isPresent()) {
                // A header is kept whole, and as JSON: a name may hold any character.
                insert(
                        insert,
                        snapshot,
                        new Drift(Drift.Kind.HEADER_CHANGED, null, null, null, null, null, List.of()),
                        JSON.writeValueAsString(known),
                        JSON.writeValueAsString(ofColumns.get().header()));
            }
            for (Drift drift : drifts) {
                insert(insert, snapshot, drift, drift.expected(), drift.found());
            }
        }
    }

    private void insert(
            PreparedStatement insert, Snapshot snapshot, Drift drift, @Nullable String expected, @Nullable String found)
            throws SQLException {
        insert.setString(1, source.id().value());
        insert.setString(2, snapshot.sha256().hex());
        insert.setString(3, drift.kind().code());
        insert.setString(4, drift.column());
        insert.setString(5, expected);
        insert.setString(6, found);
        insert.setObject(7, drift.rows());
        insert.setString(8, drift.example());
        insert.setString(9, fileToEdit(snapshot, drift));
        insert.executeUpdate();
    }

    private String fileToEdit(Snapshot snapshot, Drift drift) throws SQLException {
        return switch (drift.kind()) {
            case COLUMN_UNEXPECTED ->
                "drop/" + source.id() + "/" + snapshot.manifest().file() + ".yml in the data home";
            case CORRECTION_NOT_NEEDED -> ofSource("corrections.csv");
            case NEW_CODE -> ofCodes(drift);
            case COLUMN_MISSING,
                    COLUMN_UNKNOWN,
                    COLUMN_TWICE,
                    HEADER_CHANGED,
                    VALUE_OUT_OF_BOUNDS,
                    TOO_MANY_REJECTED,
                    ROWS_BELOW_FLOOR,
                    ROWS_ABOVE_CEILING -> ofSource("source.yml");
        };
    }

    private String ofSource(String file) {
        return "sql/sources/" + source.id() + "/" + file;
    }

    private String ofCodes(Drift drift) throws SQLException {
        Optional<String> refersTo = source.columns().stream()
                .filter(column -> column.name().equals(drift.column()))
                .flatMap(column -> Stream.ofNullable(column.refersTo()))
                .findFirst();
        return refersTo.isPresent() ? referenceTables(refersTo.get()) : ofSource("source.yml");
    }

    /** The tables in which a code may be missing: the one that is referred to, or those that a view of that name reads. */
    private String referenceTables(String refersTo) throws SQLException {
        Set<String> files = new TreeSet<>();
        for (String table : baseTables(refersTo.substring(0, refersTo.lastIndexOf('.')))) {
            String file = table.substring(table.indexOf('.') + 1) + ".csv";
            files.add(Files.exists(source.folder().resolve(file)) ? ofSource(file) : "sql/reference/" + file);
        }
        return String.join(" or ", files);
    }

    private Set<String> baseTables(String table) throws SQLException {
        List<String> views = DuckDb.column(
                connection,
                "select sql from duckdb_views() where schema_name || '.' || view_name = " + Sql.literal(table));
        Set<String> tables = new TreeSet<>();
        if (views.isEmpty()) {
            tables.add(table);
            return tables;
        }
        String select = views.get(0).substring(views.get(0).indexOf(" AS ") + " AS ".length());
        for (String read : TableReferences.of(connection, Location.ofFile(table), select.replaceAll(";\\s*$", ""))) {
            tables.addAll(baseTables(read));
        }
        return tables;
    }
}

package org.corvee.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.model.ModelDescriptor.Column;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/** Builds models as tables and holds them to the columns that they promise. */
public final class ModelRunner {

    private ModelRunner() {}

    /** Is told of each model as it is done. */
    public interface Listener {

        /**
         * A model was built.
         *
         * @param rows that it has
         * @param took how long that took
         */
        void built(Model model, long rows, Duration took);
    }

    /**
     * Builds all models in the order that their SQL gives.
     *
     * @param listener is told of each as it is done
     */
    public static void buildAll(Connection connection, List<Model> models, Listener listener) throws SQLException {
        for (Model model : ModelGraph.order(connection, models)) {
            long start = System.nanoTime();
            long rows = build(connection, model);
            listener.built(model, rows, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /**
     * Builds one model.
     *
     * @return how many rows it has
     * @throws ProblemException when its SQL fails or its columns are not those of its descriptor
     */
    public static long build(Connection connection, Model model) throws SQLException {
        try {
            DuckDb.execute(connection, "create table " + Sql.qualified(model.table()) + " as " + model.sql());
        } catch (SQLException e) {
            throw new ProblemException(Problem.cannot(model.location(), "build", "model", model.name())
                    .found(String.valueOf(e.getMessage())));
        }
        checkColumns(connection, model);
        comment(connection, model);
        return DuckDb.number(connection, "select count(*) from " + Sql.qualified(model.table()));
    }

    private static void checkColumns(Connection connection, Model model) throws SQLException {
        List<String> promised = new ArrayList<>();
        for (Column column : model.descriptor().columns()) {
            promised.add(column.name() + " " + column.type());
        }
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> column :
                DuckDb.columns(connection, Sql.qualified(model.table())).entrySet()) {
            found.add(column.getKey() + " " + column.getValue().toLowerCase(Locale.ROOT));
        }
        if (!promised.equals(found)) {
            List<String> missing = new ArrayList<>(promised);
            missing.removeAll(found);
            List<String> surplus = new ArrayList<>(found);
            surplus.removeAll(promised);
            String difference = missing.isEmpty() && surplus.isEmpty()
                    ? "the same columns in another order: " + String.join(", ", found)
                    : "without [" + String.join(", ", missing) + "] and with [" + String.join(", ", surplus) + "]";
            throw new ProblemException(Problem.cannot(model.location(), "build", "model", model.name())
                    .expected("the columns of " + model.name() + ".yml")
                    .found(difference));
        }
    }

    private static void comment(Connection connection, Model model) throws SQLException {
        ModelDescriptor descriptor = model.descriptor();
        String table = Sql.qualified(model.table());
        DuckDb.execute(
                connection,
                "comment on table " + table + " is "
                        + Sql.literal(
                                descriptor.title() + " One row per " + String.join(", ", descriptor.grain()) + "."));
        for (Column column : descriptor.columns()) {
            DuckDb.execute(
                    connection,
                    "comment on column " + table + "." + Sql.name(column.name()) + " is "
                            + Sql.literal(column.description()));
        }
    }
}

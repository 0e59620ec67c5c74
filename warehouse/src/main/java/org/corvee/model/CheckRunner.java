package org.corvee.model;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Runs what must hold before a warehouse may be published: the grain, the required columns and the rules of every
 * model, and the cross-table checks. Those in the folder {@code warnings} tell what a publisher may have got wrong, and block
 * nothing. Every result is kept in {@code ops.check_result}.
 */
public final class CheckRunner {

    private static final int SAMPLE = 5;
    private static final String WARNINGS = "warnings";

    private CheckRunner() {}

    /**
     * Requires that all checks hold but those that only warn.
     *
     * @throws ProblemException with every other check that does not hold
     */
    public static void require(List<CheckResult> results) {
        Problems problems = new Problems();
        for (CheckResult result : results) {
            if (result.blocks() && !result.holds()) {
                problems.add(Problem.cannot(Location.ofFile("check " + result.name()), "publish", "the warehouse")
                        .expected(result.question())
                        .found(result.violations() + " rows that break it, such as "
                                + result.sample().get(0)));
            }
        }
        problems.throwIfAny();
    }

    /** Runs all checks and keeps their results. */
    public static List<CheckResult> run(Connection connection, List<Model> models, Path checks)
            throws SQLException, IOException {
        List<CheckResult> results = new ArrayList<>();
        for (Model model : models) {
            results.addAll(ofModel(connection, model));
        }
        for (SqlFile file : SqlFile.list(checks)) {
            String name = file.name();
            String sql = file.read();
            Location location = Location.of("check", name + ".sql");
            TableReferences.of(connection, location, sql);
            String question = sql.lines().findFirst().orElse("").replaceFirst("^--\\s*", "");
            results.add(violating(
                    connection, location, name, question, !file.subject().equals(WARNINGS), sql));
        }
        keep(connection, results);
        return results;
    }

    private static List<CheckResult> ofModel(Connection connection, Model model) throws SQLException {
        ModelDescriptor descriptor = model.descriptor();
        String table = Sql.qualified(model.table());
        List<CheckResult> results = new ArrayList<>();
        String grain = Sql.names(descriptor.grain());
        results.add(violating(
                connection,
                model.location(),
                model.name() + ".grain",
                model.table() + " has one row per " + String.join(", ", descriptor.grain()),
                true,
                "select " + grain + ", count(*) as row_count from " + table + " group by " + grain
                        + " having count(*) > 1"));
        if (!descriptor.notNull().isEmpty()) {
            String anyNull = descriptor.notNull().stream()
                    .map(column -> Sql.name(column) + " is null")
                    .collect(Collectors.joining(" or "));
            results.add(violating(
                    connection,
                    model.location(),
                    model.name() + ".not_null",
                    model.table() + " always has " + String.join(", ", descriptor.notNull()),
                    true,
                    "select * from " + table + " where " + anyNull));
        }
        for (ModelDescriptor.Rule rule : descriptor.rules()) {
            results.add(violating(
                    connection,
                    model.location(),
                    model.name() + ": " + rule.name(),
                    rule.name(),
                    true,
                    "select * from " + table + " where " + rule.violating()));
        }
        return results;
    }

    private static CheckResult violating(
            Connection connection, Location location, String name, String question, boolean blocks, String sql)
            throws SQLException {
        try {
            long count = DuckDb.number(connection, "select count(*) from (" + sql + "\n) as violating");
            List<Map<String, @Nullable String>> sample = count == 0
                    ? List.of()
                    : DuckDb.rows(
                            connection, "select * from (" + sql + "\n) as violating order by all limit " + SAMPLE);
            return new CheckResult(
                    name,
                    question,
                    blocks,
                    count,
                    sample.stream().map(String::valueOf).toList());
        } catch (SQLException e) {
            throw new ProblemException(
                    Problem.cannot(location, "run", "check", name).found(String.valueOf(e.getMessage())));
        }
    }

    private static void keep(Connection connection, List<CheckResult> results) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.check_result values (?, ?, ?, ?)")) {
            for (CheckResult result : results) {
                insert.setString(1, result.name());
                insert.setString(2, result.question());
                insert.setLong(3, result.violations());
                insert.setString(4, String.join("\n", result.sample()));
                insert.executeUpdate();
            }
        }
    }
}

package org.corvee.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corvee.duckdb.TableReferences;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/** The order in which models can be built, derived from what their SQL reads. */
public final class ModelGraph {

    private static final Set<String> MAY_READ = Set.of("core", "ref", "mart");

    private ModelGraph() {}

    /**
     * Sorts models so that each comes after those that it reads; otherwise in alphabetical order.
     *
     * @throws ProblemException when a model reads what it may not, reads a mart that is not there, or when models read
     *     each other in a circle
     */
    public static List<Model> order(Connection connection, List<Model> models) throws SQLException {
        Map<String, Model> byTable = new TreeMap<>();
        models.forEach(model -> byTable.put(model.table(), model));
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        for (Model model : byTable.values()) {
            reads.put(model.table(), marts(connection, model, byTable));
        }
        List<Model> ordered = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < byTable.size()) {
            List<String> ready = byTable.keySet().stream()
                    .filter(table -> !done.contains(table) && done.containsAll(reads.getOrDefault(table, Set.of())))
                    .toList();
            if (ready.isEmpty()) {
                List<String> circle = byTable.keySet().stream()
                        .filter(table -> !done.contains(table))
                        .toList();
                Location location = Location.of("mart", circle.get(0));
                throw new ProblemException(Problem.cannot(location, "order", "models", String.join(", ", circle))
                        .expected("models that do not read each other in a circle"));
            }
            byTable.forEach((table, model) -> {
                if (ready.contains(table)) {
                    ordered.add(model);
                    done.add(table);
                }
            });
        }
        return ordered;
    }

    private static Set<String> marts(Connection connection, Model model, Map<String, Model> byTable)
            throws SQLException {
        Set<String> marts = new LinkedHashSet<>();
        for (String table : TableReferences.of(connection, model.location(), model.sql())) {
            String schema = table.substring(0, table.indexOf('.'));
            if (!MAY_READ.contains(schema)) {
                throw new ProblemException(Problem.cannot(model.location(), "read", "table", table)
                        .expected("a table of "
                                + String.join(", ", MAY_READ.stream().sorted().toList())));
            }
            if (schema.equals("mart")) {
                if (!byTable.containsKey(table)) {
                    throw new ProblemException(Problem.cannot(model.location(), "read", "table", table)
                            .allowed(List.copyOf(byTable.keySet()))
                            .nearest(table, byTable.keySet()));
                }
                marts.add(table);
            }
        }
        return marts;
    }
}

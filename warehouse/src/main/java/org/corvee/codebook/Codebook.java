package org.corvee.codebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.home.Folders;
import org.corvee.model.Model;
import org.corvee.model.ModelDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Every table, column and code of a warehouse file and how the marts are built, as a page, as text and as a picture. It
 * is a function of the file and of the descriptors of the marts: the same ones give the same bytes.
 *
 * @param edition which file it describes, in a sentence
 * @param tables of all schemas, those that an analyst opens first at the beginning
 * @param codeLists all lists of codes
 */
public record Codebook(String edition, List<DescribedTable> tables, List<CodeList> codeLists) {

    private static final List<String> SCHEMAS = List.of("mart", "core", "ref", "ops");

    /** Flyway's own table carries no comments. */
    private static final String HISTORY = "ops.schema_history";

    /** Tables of {@code ref} that are lists of codes: the column of the code, of its name and of its meaning. */
    private static final Map<String, List<String>> DIMENSIONS = dimensions();

    public Codebook {
        tables = List.copyOf(tables);
        codeLists = List.copyOf(codeLists);
    }

    /**
     * Writes {@code codebook.html}, {@code codebook.md} and {@code codebook.svg}; each appears whole.
     *
     * @param connection to a warehouse file
     * @param models the marts that it was built from
     * @param folder created when it is not there
     * @return the three files
     * @throws org.corvee.problem.ProblemException when the SQL of a mart cannot be read
     */
    public static List<Path> write(Connection connection, List<Model> models, Path folder)
            throws IOException, SQLException {
        Codebook codebook = read(connection, models);
        LineagePicture picture = LineagePicture.of(codebook.tables());
        Files.createDirectories(folder);
        return List.of(
                write(folder.resolve("codebook.html"), HtmlPage.of(codebook, picture)),
                write(folder.resolve("codebook.md"), MarkdownPage.of(codebook, picture)),
                write(folder.resolve("codebook.svg"), picture.standalone()));
    }

    static Codebook read(Connection connection, List<Model> models) throws SQLException {
        return new Codebook(edition(connection), tables(connection, models), codeLists(connection));
    }

    private static Path write(Path file, String text) throws IOException {
        Path partial = Files.writeString(file.resolveSibling(Folders.PARTIAL + file.getFileName()), text);
        return Folders.replace(partial, file);
    }

    private static String edition(Connection connection) throws SQLException {
        List<String> runs = DuckDb.column(connection, """
                        select 'Warehouse of run ' || run_id || ', built by Corvée ' || corvee_version
                            || ' from inputs with SHA-256 ' || substr(inputs_sha256, 1, 16) || '….'
                        from ops.run
                        """);
        return runs.isEmpty() ? "Warehouse that is not sealed yet." : runs.get(0);
    }

    private static List<DescribedTable> tables(Connection connection, List<Model> models) throws SQLException {
        Map<String, Model> byTable = new LinkedHashMap<>();
        models.forEach(model -> byTable.put(model.table(), model));
        List<DescribedTable> tables = new ArrayList<>();
        for (String schema : SCHEMAS) {
            for (Map<String, @Nullable String> row : DuckDb.rows(connection, """
                    select table_name as name, comment from duckdb_tables() where schema_name = %1$s
                    union all
                    select view_name as name, comment from duckdb_views() where schema_name = %1$s
                    order by name
                    """.formatted(Sql.literal(schema)))) {
                String name = text(row, "name");
                if (!HISTORY.equals(schema + "." + name)) {
                    tables.add(table(connection, schema, name, text(row, "comment"), byTable.get(schema + "." + name)));
                }
            }
        }
        return tables;
    }

    private static DescribedTable table(
            Connection connection, String schema, String name, String comment, @Nullable Model model)
            throws SQLException {
        List<DescribedTable.Column> columns = new ArrayList<>();
        for (Map<String, @Nullable String> row :
                DuckDb.rows(connection, """
                select column_name, data_type, comment from duckdb_columns()
                where schema_name = %s and table_name = %s order by column_index
                """.formatted(Sql.literal(schema), Sql.literal(name)))) {
            columns.add(new DescribedTable.Column(
                    text(row, "column_name"), text(row, "data_type").toLowerCase(Locale.ROOT), text(row, "comment")));
        }
        long rows = DuckDb.number(connection, "select count(*) from " + Sql.qualified(schema + "." + name));
        if (model == null) {
            return new DescribedTable(schema, name, comment, rows, columns, List.of(), List.of(), List.of());
        }
        return new DescribedTable(
                schema,
                name,
                comment,
                rows,
                columns,
                model.descriptor().grain(),
                promises(model.descriptor()),
                List.copyOf(TableReferences.of(connection, model.location(), model.sql())));
    }

    private static List<String> promises(ModelDescriptor descriptor) {
        List<String> promises = new ArrayList<>();
        if (!descriptor.notNull().isEmpty()) {
            promises.add("always has " + String.join(", ", descriptor.notNull()));
        }
        descriptor.rules().forEach(rule -> promises.add(rule.name()));
        return promises;
    }

    private static List<CodeList> codeLists(Connection connection) throws SQLException {
        List<CodeList> lists = new ArrayList<>();
        for (String list : DuckDb.column(connection, "select distinct code_list from ref.code order by 1")) {
            lists.add(new CodeList(
                    "code." + list,
                    list,
                    codes(
                            connection,
                            "select code, name, description from ref.code where code_list = " + Sql.literal(list)
                                    + " order by code")));
        }
        for (Map.Entry<String, List<String>> dimension : DIMENSIONS.entrySet()) {
            lists.add(new CodeList(
                    "code." + dimension.getKey(),
                    dimension.getKey(),
                    codes(
                            connection,
                            "select " + String.join(", ", dimension.getValue()) + " from ref." + dimension.getKey()
                                    + " order by 1")));
        }
        return lists;
    }

    private static Map<String, List<String>> dimensions() {
        Map<String, List<String>> dimensions = new LinkedHashMap<>();
        dimensions.put("indicator", List.of("indicator", "name", "description"));
        dimensions.put("population", List.of("population", "name", "description"));
        dimensions.put("unit", List.of("unit", "name", "description"));
        dimensions.put("preference_rule", List.of("preference_rule", "name", "description"));
        dimensions.put("commodity_group", List.of("commodity_group", "name", "rationale"));
        dimensions.put("customs_regime", List.of("regime_code", "name", "name_zh"));
        dimensions.put("quantity_unit", List.of("quantity_unit", "name", "description"));
        return dimensions;
    }

    private static List<CodeList.Code> codes(Connection connection, String sql) throws SQLException {
        List<CodeList.Code> codes = new ArrayList<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, sql)) {
            List<String> values = row.values().stream()
                    .map(value -> value == null ? "" : value)
                    .toList();
            codes.add(new CodeList.Code(values.get(0), values.get(1), values.get(2)));
        }
        return codes;
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }
}

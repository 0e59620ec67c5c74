package org.corvee.jobs.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** What DuckDB does with the same file when nothing stands between, in two ways; run in a process of its own. */
final class DuckDbAlone {

    private static final List<String> COLUMNS = List.of(
            "数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "贸易方式编码", "贸易方式名称", "注册地编码", "注册地名称", "第一数量", "第一计量单位", "第二数量",
            "第二计量单位", "人民币", "nothing");

    private DuckDbAlone() {}

    /** Arguments: quarantine or typed, the file, the folder to write to. Prints seconds, rows and rejected rows. */
    public static void main(String[] arguments) throws SQLException {
        boolean quarantine = arguments[0].equals("quarantine");
        Path file = Path.of(arguments[1]);
        Path rows = Path.of(arguments[2]).resolve(arguments[0] + ".parquet");
        Path rejected = Path.of(arguments[2]).resolve(arguments[0] + "-rejected.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            if (quarantine) {
                quarantine(statement, file, rows, rejected);
            } else {
                typed(statement, file, rows);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "seconds %.2f rows %d rejected %d%n",
                    seconds, count(statement, rows), quarantine ? count(statement, rejected) : 0);
        }
    }

    /** Every column as text, then TRY_CAST, then split: no line is lost. Short lines are filled up and lack their value. */
    private static void quarantine(Statement statement, Path file, Path rows, Path rejected) throws SQLException {
        String types = COLUMNS.stream().map(name -> "'" + name + "': 'varchar'").collect(Collectors.joining(", "));
        String source = "select *, try_strptime(数据年月, '%Y%m')::date as month_typed,"
                + " try_cast(第一数量 as decimal(18, 3)) as quantity_typed,"
                + " try_cast(第二数量 as decimal(18, 3)) as quantity2_typed,"
                + " case when regexp_full_match(人民币, '-?(\\d+|\\d{1,3}(,\\d{3})+)') then"
                + " try_cast(replace(人民币, ',', '') as decimal(18, 3)) end as value_typed"
                + " from read_csv('" + file + "', header = true, auto_detect = false, quote = '\"', delim = ',',"
                + " null_padding = true, columns = {" + types + "})";
        String good = "month_typed is not null and regexp_full_match(商品编码, '\\d{2}|\\d{4}|\\d{6}|\\d{8}')"
                + " and (第一数量 is null or quantity_typed is not null)"
                + " and (第二数量 is null or quantity2_typed is not null) and value_typed is not null";
        statement.execute("copy (select month_typed, 商品编码, 商品名称, 贸易伙伴编码, 贸易伙伴名称, 贸易方式编码, 贸易方式名称,"
                + " 注册地编码, 注册地名称, quantity_typed, 第一计量单位, quantity2_typed, 第二计量单位, value_typed from (" + source
                + ") where " + good + ") to '" + rows + "' (format parquet, compression zstd)");
        statement.execute("copy (select * from (" + source + ") where (" + good + ") is not true) to '" + rejected
                + "' (format parquet, compression zstd)");
    }

    /** Typed while it is read: lines that do not fit are thrown away, and wrong months and codes pass. */
    private static void typed(Statement statement, Path file, Path rows) throws SQLException {
        String types = COLUMNS.stream()
                .map(name -> "'" + name + "': '"
                        + (name.endsWith("数量") || name.equals("人民币") ? "decimal(18, 3)" : "varchar") + "'")
                .collect(Collectors.joining(", "));
        statement.execute("copy (select * exclude (nothing) from read_csv('" + file
                + "', header = true, auto_detect = false, quote = '\"', delim = ',', thousands = ',', ignore_errors = true,"
                + " columns = {" + types + "})) to '" + rows + "' (format parquet, compression zstd)");
    }

    private static long count(Statement statement, Path file) throws SQLException {
        try (ResultSet result = statement.executeQuery("select count(*) from read_parquet('" + file + "')")) {
            result.next();
            return result.getLong(1);
        }
    }
}

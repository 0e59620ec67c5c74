package org.corvee.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.corvee.duckdb.DuckDb;

/** A warehouse of one mart, {@code mart.m}, whose rows are made up to break every format, and an export of it. */
final class TestingMart {

    private TestingMart() {}

    static Connection connection() throws SQLException {
        Connection connection = DuckDb.inMemory();
        for (String statement : """
                create schema mart;
                create schema ref;
                create schema ops;
                create table ops.run as select '0.1.0' as corvee_version, '20261125T020000.000Z' as run_id;
                create table ref.unit as select 'person' as unit, 'persons' as name, 'One person.' as description;
                create table ref.population as select 'all' as population, 'All' as name;
                create table ref.document as select * from (values
                    ('k1', 'A & B', null, 'House', date '2022-06-05', 'day', null, null, 'en', 'press'),
                    ('k2', 'C', null, 'House', date '2024-01-01', 'year', null, null, 'en', 'press'))
                    as t(citation_key, title, author, publisher, published, published_precision, url, archived_url,
                        language, nearness);
                create table mart.figure_source as select * from (values
                    ('f1', 'one "hundred" & 5%', 100::decimal(24, 6), 99::decimal(24, 6), 101::decimal(24, 6), 'exact', 'person',
                        'k1', null),
                    ('f2', 'about 200', 200, 190, 210, 'approx', 'person', 'k2', null),
                    ('f3', 'at least 7', 7, 7, null, 'at_least', 'person', 'k1', null))
                    as t(figure_id, as_stated, value, value_low, value_high, bound, unit, citation_key, cited_citation_key);
                create table mart.contradiction as select 'c1' as contradiction_id, 'Region_1' as region,
                    null::varchar as counterpart, '2021' as period, 'Things' as indicator_name, 'all' as population,
                    'actual' as measure, 'level' as statistic, 'open' as state, null::varchar as explanation,
                    ['f1', 'f2'] as figure_ids, 89::decimal(24, 6) as gap, date '2021-01-01' as period_start,
                    date '2021-12-31' as period_end;
                create table mart.m as select * from (values
                    ('[A] & "B", 50% | *x*', '2021', date '2021-01-01', date '2021-12-31', 'year', 'actual', 'person',
                        100::decimal(24, 6), 99::decimal(24, 6), 101::decimal(24, 6), 'f1', ['f1', 'f2']),
                    ('Under_score', '2022', date '2022-01-01', date '2022-12-31', 'year', 'target', 'person', 7, 7, null,
                        'f3', ['f3']))
                    as t(name, period, period_start, period_end, period_kind, measure, unit, value, value_low, value_high,
                        figure_id, figure_ids)
                """.split(";", -1)) {
            DuckDb.execute(connection, statement);
        }
        return connection;
    }

    /** Writes the export {@code things} into a folder of exports. */
    static void export(Path exports, String sql, String descriptor) throws IOException {
        Path subject = Files.createDirectories(exports.resolve("subject"));
        Files.writeString(subject.resolve("things.sql"), sql);
        Files.writeString(subject.resolve("things.yml"), descriptor);
    }

    static ExportSpec things(Path exports) throws IOException {
        export(exports, "select * from mart.m order by period", DESCRIPTOR);
        return ExportSpec.readAll(exports).get(0);
    }

    static final String DESCRIPTOR = """
            title: Things & more
            subtitle: 5% of all
            note: Made up.
            table: {name: Name, period: Year, value: Persons}
            chart:
              kind: trend
              width: 85
              series: measure
              axes:
                - {title: Hundred persons, scale: 100}
            """;
}

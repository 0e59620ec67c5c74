package org.corvee.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A made-up source that is fetched: one folder, in a layout that no other source has, and no Java. */
final class TestingWebSource {

    static final String ID = "example_bulletin";

    static final String TABLE = """
            Gebiet;Jahr;Personen
            Hotan Prefecture;2022;1.200
            Kashgar Prefecture;2022;2.300
            Kashgar Prefecture;2023;2.500
            """;

    private TestingWebSource() {}

    static void add(TestingInstallation corvee, String url) throws IOException {
        add(corvee, url, "");
    }

    /** @param document where the document is that its figures cite */
    static void add(TestingInstallation corvee, String url, String document) throws IOException {
        Path folder = Files.createDirectories(corvee.source(ID));
        Files.writeString(folder.resolve("source.yml"), """
                title: Made up for a test
                publisher: Nobody
                licence: CC0-1.0
                redistribution: allowed
                url: https://publisher.example/
                cadence: daily
                fetch: {url: "%s", file: table.csv, seconds_between: 0, media_types: [text/csv]}
                format: {kind: delimited, charset: utf-8, separator: ";"}
                columns:
                  Gebiet: {type: text, required: true, refers_to: ref.region_by_name.name}
                  Jahr: {type: integer, required: true}
                  Personen: {type: text, required: true, pattern: '[0-9.]+'}
                key: [Gebiet, Jahr]
                feeds: core.figure
                bounds: {rows_at_least: 3, rejected_at_most: 0}
                """.formatted(url));
        Files.writeString(folder.resolve("document.csv"), """
                document_id,title,author,publisher,published,published_precision,url,archived_url,language,citation_key,note,nearness,series
                example-bulletin,Made up,,Nobody,2023-01-01,year,%s,,en,nobody2023,,press,
                """.formatted(document));
        Files.writeString(folder.resolve("stage.sql"), """
                -- grain: one row per region and year
                with
                bulletin as (
                    select
                        *,
                        cast(replace(Personen, '.', '') as decimal(24, 6)) as persons
                    from stage.example_bulletin
                ),

                region as (
                    select * from ref.region_by_name
                )

                select
                    'example_bulletin:' || region.region_code || '_' || bulletin.Jahr as figure_id,
                    'example-bulletin' as document_id,
                    'row ' || bulletin.row_number as locator,
                    'labor_transfer' as subject,
                    'labor_transfers' as indicator,
                    'all' as population,
                    region.region_code,
                    null::varchar as counterpart_code,
                    make_date(bulletin.Jahr, 1, 1) as period_start,
                    make_date(bulletin.Jahr, 12, 31) as period_end,
                    'year' as period_kind,
                    'actual' as measure,
                    'level' as statistic,
                    null::varchar as base_indicator,
                    null::varchar as base_region_code,
                    null::date as base_period_start,
                    null::date as base_period_end,
                    null::varchar as base_measure,
                    'person' as unit,
                    bulletin.persons as value,
                    bulletin.persons as value_low,
                    bulletin.persons as value_high,
                    'exact' as bound,
                    bulletin.Personen as as_stated,
                    null::varchar as cited_document_id,
                    null::varchar as definition_version,
                    'A' as obs_status,
                    null::varchar as note,
                    bulletin.row_number
                from bulletin
                join region on region.name = bulletin.Gebiet
                """);
    }
}

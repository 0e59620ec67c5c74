package org.corvee.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder {@code sql/sources/test_table} under control, right until a test spoils it. */
record TestingSourceFolder(Path path) {

    static final String DESCRIPTOR = """
            title: Transfers by region
            publisher: A bureau
            licence: CC BY 4.0
            url: https://publisher.example/table
            cadence: monthly
            data: table.csv
            format: {kind: delimited, charset: gb18030, separator: ";"}
            columns:
              region: {type: text, required: true, refers_to: ref.region.name}
              period: {type: date, required: true}
              persons: {type: integer, description: "Persons moved."}
              share: {type: "decimal(5,2)"}
              measure: {type: text, allowed: [actual, target]}
            ignored: [footnote]
            key: [region, period]
            feeds: core.reading
            bounds: {rows_at_least: 20, rejected_at_most: 3}
            """;

    static TestingSourceFolder in(Path parent) throws IOException {
        return of(parent, "test_table", DESCRIPTOR);
    }

    static TestingSourceFolder of(Path parent, String name, String descriptor) throws IOException {
        Path path = Files.createDirectories(parent.resolve(name));
        Files.writeString(path.resolve("source.yml"), descriptor);
        Files.writeString(path.resolve("stage.sql"), "select 1 as a");
        return new TestingSourceFolder(path);
    }

    static TestingSourceFolder with(Path parent, String right, String wrong) throws IOException {
        if (!DESCRIPTOR.contains(right)) {
            throw new IllegalArgumentException("the descriptor does not hold " + right);
        }
        return of(parent, "test_table", DESCRIPTOR.replace(right, wrong));
    }

    SourceDescriptor parse() throws IOException {
        return SourceDescriptorParser.parse(path);
    }
}

package org.corvee.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.source.TableShape;

/** A published file under control, {@code table.csv} in a folder. */
record TestingFile(Path path) {

    static TestingFile of(Path folder, String text) throws IOException {
        return of(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static TestingFile of(Path folder, String text, Charset charset) throws IOException {
        return of(folder, text.getBytes(charset));
    }

    static TestingFile of(Path folder, byte[] bytes) throws IOException {
        return new TestingFile(Files.write(folder.resolve("table.csv"), bytes));
    }

    List<String> header(TableShape shape) throws IOException {
        return PublishedFile.open(shape, path, Map.of()).header().names();
    }

    List<RawRecord> records(TableShape shape) throws IOException {
        return records(shape, Long.MAX_VALUE);
    }

    /** The records, read part by part. */
    List<RawRecord> records(TableShape shape, long bytesPerPart) throws IOException {
        PublishedFile file = PublishedFile.open(shape, path, Map.of());
        List<RawRecord> records = new ArrayList<>();
        for (FilePart part : file.parts(bytesPerPart)) {
            try (RecordReader reader = file.read(part)) {
                for (RecordBuffer record = reader.next(); record != null; record = reader.next()) {
                    records.add(RawRecord.of(record));
                }
            }
        }
        return records;
    }

    /** Each a {@link TypedRow} or a {@link RejectedRow}. */
    List<Object> rows(TableShape shape) throws IOException {
        PublishedFile file = PublishedFile.open(shape, path, Map.of());
        TestingInterpreter interpreter =
                new TestingInterpreter(shape, file.header().names());
        List<Object> rows = new ArrayList<>();
        try (RecordReader reader = file.read(file.parts(Long.MAX_VALUE).get(0))) {
            for (RecordBuffer record = reader.next(); record != null; record = reader.next()) {
                rows.add(interpreter.interpret(record));
            }
        }
        return rows;
    }
}

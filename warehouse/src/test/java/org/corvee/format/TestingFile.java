package org.corvee.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        try (DelimitedReader reader = new DelimitedReader(shape, path)) {
            return reader.header();
        }
    }

    List<RawRecord> records(TableShape shape) throws IOException {
        try (DelimitedReader reader = new DelimitedReader(shape, path)) {
            List<RawRecord> records = new ArrayList<>();
            for (RawRecord raw = reader.next(); raw != null; raw = reader.next()) {
                records.add(raw);
            }
            return records;
        }
    }

    List<InterpretedRow> rows(TableShape shape) throws IOException {
        RowInterpreter interpreter =
                new RowInterpreter(shape, header(shape), path.getFileName().toString());
        return records(shape).stream().map(interpreter::interpret).toList();
    }
}

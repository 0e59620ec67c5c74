package org.corvee.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.SdmxCsvFormat;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/** An SDMX-CSV message: a delimited text whose fields may hold a code and its label, or a text in several languages. */
final class SdmxCsvFile implements PublishedFile {

    private static final String ACTION = "ACTION";

    /** Information, append, replace, delete, merge. */
    private static final Set<String> ACTIONS = Set.of("I", "A", "R", "D", "M");

    private final String owner;
    private final SdmxCsvFormat format;
    private final Path file;
    private final Location location;
    private final SdmxCsvHeader columns;
    private final Header header;
    private final Set<String> decimals;
    private final boolean actionIsRead;

    SdmxCsvFile(TableShape shape, SdmxCsvFormat format, Path file, Map<String, String> manifest) throws IOException {
        this.owner = shape.owner();
        this.format = format;
        this.file = file;
        this.location = Location.of(owner, file.getFileName().toString());
        List<String> declared = shape.columns().stream().map(ColumnSpec::name).toList();
        List<String> published = DelimitedFile.header(shape, format.delimited(), file, location);
        Location line = location.atLine(1);
        this.columns = SdmxCsvHeader.of(published, declared, format, line);
        List<String> names =
                columns.columns().stream().map(SdmxCsvHeader.Column::name).toList();
        this.header = Header.match(names, shape, manifest, line);
        this.actionIsRead = declared.contains(ACTION);
        this.decimals = shape.columns().stream()
                .filter(column -> column.type().kind() == ColumnType.Kind.DECIMAL)
                .map(column -> header.positions().get(shape.columns().indexOf(column)))
                .filter(position -> position >= 0)
                .map(names::get)
                .collect(Collectors.toSet());
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<FilePart> parts(long bytesPerPart) throws IOException {
        return List.of(FilePart.whole(Files.size(file)));
    }

    @Override
    public RecordReader read(FilePart part) throws IOException {
        DelimitedReader records = new DelimitedReader(owner, format.delimited(), file, part);
        records.next();
        return new Reader(records);
    }

    /** Takes the fields of the records apart. */
    private final class Reader implements RecordReader {

        private final DelimitedReader records;
        private final RecordBuffer buffer = new RecordBuffer();

        Reader(DelimitedReader records) {
            this.records = records;
        }

        @Override
        public @Nullable RecordBuffer next() {
            RecordBuffer record = records.next();
            if (record == null) {
                return null;
            }
            buffer.begin(record.number(), record.line());
            if (record.size() == columns.fields()) {
                columns.columns().forEach(column -> add(column, record.field(column.field())));
            } else {
                record.fields().forEach(buffer::add);
                reject(null, RejectReason.FIELD_COUNT, columns.fields() + " fields", String.valueOf(record.size()));
            }
            return buffer;
        }

        private void add(SdmxCsvHeader.Column column, String field) {
            String text = SdmxCsvHeader.text(column, field, format.subSeparator());
            buffer.add(text == null ? field : decimals.contains(column.name()) ? withPoint(text) : text);
            if (text == null) {
                String languages = String.join(": and ", column.languages()) + ":";
                reject(column.name(), RejectReason.UNREADABLE_CELL, "texts that begin with " + languages, field);
            } else if (column.name().equals(ACTION) && !ACTIONS.contains(text)) {
                reject(ACTION, RejectReason.NOT_ALLOWED, "one of I, A, R, D, M", text);
            } else if (column.name().equals(ACTION) && text.equals("D") && !actionIsRead) {
                reject(ACTION, RejectReason.NOT_ALLOWED, "no deletion, since the column is not read", text);
            }
        }

        /** Where the comma is that of decimals, a point is a mistake: it is doubled, so that nothing reads it as a number. */
        private String withPoint(String text) {
            return format.decimalComma() ? text.replace(".", "..").replace(',', '.') : text;
        }

        private void reject(@Nullable String column, RejectReason reason, String expected, String found) {
            String thing = column == null ? "record " + buffer.number() : column;
            Problem problem = Problem.cannot(location.atLine(buffer.line()), "read", thing)
                    .expected(expected)
                    .found("'" + found + "'");
            buffer.reject(new RowInterpreter.Defect(column, reason, problem));
        }

        @Override
        public long bytesRead() {
            return records.bytesRead();
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}

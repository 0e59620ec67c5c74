package org.corvee.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.HtmlFormat;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a page that have a certain header, as one table. A column may have another of its names in each of them.
 * Two columns may be declared that the page does not print: {@value #TABLE_NUMBER} and {@value #TABLE_HEADING}.
 */
final class HtmlFile implements PublishedFile {

    /** From 1, among the tables that are read. */
    static final String TABLE_NUMBER = "table.number";

    /** The caption, the rows above the header, or the heading before the table. */
    static final String TABLE_HEADING = "table.heading";

    private final TableShape shape;
    private final HtmlFormat format;
    private final Path file;
    private final Location location;
    private final List<String> derived;
    private final Header header;

    HtmlFile(TableShape shape, HtmlFormat format, Path file, Map<String, String> manifest) throws IOException {
        this.shape = shape;
        this.format = format;
        this.file = file;
        this.location = Location.of(shape.owner(), file.getFileName().toString());
        this.derived = shape.columns().stream()
                .map(ColumnSpec::name)
                .filter(List.of(TABLE_NUMBER, TABLE_HEADING)::contains)
                .toList();
        List<String> all = new ArrayList<>();
        try (HtmlTables tables = new HtmlTables(format, file, location)) {
            HtmlTable last = null;
            for (HtmlTable.Row row = tables.next(); row != null; row = tables.next()) {
                if (row.table() != last) {
                    last = row.table();
                    add(last, manifest, all);
                }
            }
            if (tables.read() < format.tablesAtLeast()) {
                throw new ProblemException(Problem.cannot(location, "find", "the tables")
                        .expected(format.tablesAtLeast() + " with the header '"
                                + String.join("' or '", format.tablesWith()) + "'")
                        .found(tables.told()));
            }
        }
        all.addAll(derived);
        this.header = Header.match(all, shape, manifest, location);
    }

    private void add(HtmlTable table, Map<String, String> manifest, List<String> all) {
        List<String> names = new ArrayList<>(table.names());
        names.addAll(derived);
        Header.match(names, shape, manifest, location.atLine(table.headerLine()));
        for (String name : table.names()) {
            if (place(name, all) < 0) {
                all.add(name);
            }
        }
    }

    /** Where a column stands that may have another name in another table; -1 when it is not there. */
    private int place(String name, List<String> all) {
        int same = all.indexOf(name);
        if (same >= 0) {
            return same;
        }
        for (ColumnSpec column : shape.columns()) {
            List<String> names = new ArrayList<>(column.presence().otherNames());
            names.add(column.name());
            if (names.contains(name)) {
                return names.stream().mapToInt(all::indexOf).max().orElse(-1);
            }
        }
        return -1;
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
        return new Reader(new HtmlTables(format, file, location));
    }

    /** Reads the rows of the tables as records of the one table that they are. */
    private final class Reader implements RecordReader {

        private final HtmlTables tables;
        private final RecordBuffer buffer = new RecordBuffer();
        private long number;

        Reader(HtmlTables tables) {
            this.tables = tables;
        }

        @Override
        public @Nullable RecordBuffer next() {
            HtmlTable.Row row = tables.next();
            if (row == null) {
                return null;
            }
            buffer.begin(++number, row.line());
            List<String> names = row.table().names();
            if (row.broken() || row.cells().size() != names.size()) {
                row.cells().forEach(buffer::add);
                addDerived(row.table());
                buffer.reject(defect(row, names.size()));
                return buffer;
            }
            String[] fields = new String[header.names().size() - derived.size()];
            Arrays.fill(fields, "");
            for (int i = 0; i < names.size(); i++) {
                fields[place(names.get(i), header.names())] = row.cells().get(i);
            }
            for (String field : fields) {
                buffer.add(field);
            }
            addDerived(row.table());
            return buffer;
        }

        private RowInterpreter.Defect defect(HtmlTable.Row row, int columns) {
            Problem problem = Problem.cannot(location.atLine(row.line()), "read", "record " + number)
                    .expected("a cell for each of the " + columns + " columns")
                    .found(
                            row.broken()
                                    ? "one that reaches over columns or holds a table"
                                    : String.valueOf(row.cells().size()));
            return new RowInterpreter.Defect(
                    null, row.broken() ? RejectReason.UNREADABLE_CELL : RejectReason.FIELD_COUNT, problem);
        }

        private void addDerived(HtmlTable table) {
            derived.forEach(
                    name -> buffer.add(name.equals(TABLE_NUMBER) ? String.valueOf(table.number()) : table.heading()));
        }

        @Override
        public long bytesRead() {
            return tables.bytesRead();
        }

        @Override
        public void close() throws IOException {
            tables.close();
        }
    }
}

package org.corvee.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;
import org.corvee.source.XlsxFormat;
import org.jspecify.annotations.Nullable;

/**
 * A table in a sheet of a workbook. A column {@code <column>.level} may be declared that the sheet does not print: how many
 * blanks stand before the text of that column, where they say what belongs to what.
 */
final class XlsxFile implements PublishedFile {

    private static final String LEVEL = ".level";

    private final String owner;
    private final Path file;
    private final long size;
    private final Location location;
    private final String sheet;
    private final XlsxLayout layout;
    private final List<Integer> levelled;
    private final Header header;
    private final @Nullable Pattern skipped;

    XlsxFile(TableShape shape, XlsxFormat format, Path file, Map<String, String> manifest) throws IOException {
        this.owner = shape.owner();
        this.file = file;
        this.size = Files.size(file);
        this.location = Location.of(owner, file.getFileName().toString());
        this.skipped = format.skippedRows() == null ? null : Pattern.compile(format.skippedRows());
        try (XlsxWorkbook workbook = new XlsxWorkbook(file, location)) {
            this.sheet = sheet(format, workbook.sheets());
            try (XlsxSheet rows = workbook.read(sheet)) {
                this.layout = XlsxLayout.of(rows, format, location);
            }
        }
        List<String> names = new ArrayList<>(layout.names());
        List<String> declared = shape.columns().stream().map(ColumnSpec::name).toList();
        this.levelled = layout.names().stream()
                .filter(name -> declared.contains(name + LEVEL))
                .map(layout.names()::indexOf)
                .toList();
        levelled.forEach(column -> names.add(names.get(column) + LEVEL));
        this.header = Header.match(names, shape, manifest, location.atLine(layout.headerRow()));
    }

    private String sheet(XlsxFormat format, List<String> sheets) {
        List<String> found = format.sheets().isEmpty()
                ? sheets
                : sheets.stream().filter(format.sheets()::contains).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        Problem problem = Problem.cannot(location, "find", "the sheet")
                .expected(format.sheets().isEmpty() ? "one sheet" : "one of " + String.join(", ", format.sheets()))
                .found(sheets.isEmpty() ? "none" : String.join(", ", sheets));
        throw new ProblemException(problem);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<FilePart> parts(long bytesPerPart) {
        return List.of(FilePart.whole(size));
    }

    @Override
    public RecordReader read(FilePart part) throws IOException {
        XlsxWorkbook workbook = new XlsxWorkbook(file, location);
        try {
            return new Reader(workbook, workbook.read(sheet));
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    /** Reads the rows below the header that have text. */
    private final class Reader implements RecordReader {

        private final XlsxWorkbook workbook;
        private final XlsxSheet rows;
        private final XlsxLayout.Reach reach;
        private final Set<Integer> used;
        private final RecordBuffer buffer = new RecordBuffer();
        private long number;

        Reader(XlsxWorkbook workbook, XlsxSheet rows) {
            this.workbook = workbook;
            this.rows = rows;
            this.reach = layout.reach();
            this.used = new HashSet<>(header.positions());
        }

        @Override
        public @Nullable RecordBuffer next() {
            for (XlsxSheet.Row row = rows.next(); row != null; row = rows.next()) {
                if (row.number() > layout.lastHeaderRow() && layout.hasText(row) && !isSkipped(row)) {
                    fill(row);
                    return buffer;
                }
            }
            return null;
        }

        private boolean isSkipped(XlsxSheet.Row row) {
            if (skipped == null) {
                return false;
            }
            List<String> texts = row.cells().values().stream()
                    .map(XlsxSheet.Cell::text)
                    .filter(text -> !text.isEmpty())
                    .toList();
            return skipped.matcher(String.join(" ", texts)).matches();
        }

        private void fill(XlsxSheet.Row row) {
            buffer.begin(++number, row.number());
            List<String> texts = new ArrayList<>();
            String defect = reach.begin(row);
            @Nullable String where = null;
            for (int i = 0; i < layout.columns().size(); i++) {
                int column = layout.columns().get(i);
                XlsxSheet.Cell cell = row.cells().get(column);
                String text = cell == null || (cell.text().isEmpty() && cell.defect() == null)
                        ? reach.fromAbove(column)
                        : cell.text();
                texts.add(text);
                if (defect == null && cell != null && cell.defect() != null && used.contains(i)) {
                    defect = cell.defect();
                    where = layout.names().get(i);
                }
            }
            texts.forEach(buffer::add);
            levelled.forEach(column -> buffer.add(String.valueOf(level(texts.get(column)))));
            if (defect != null) {
                Location at = location.atLine(row.number());
                Problem problem = Problem.cannot(at, "read", where == null ? "record " + number : where)
                        .expected("a value")
                        .found(defect);
                buffer.reject(new RowInterpreter.Defect(where, RejectReason.UNREADABLE_CELL, problem));
            }
        }

        @Override
        public long bytesRead() {
            return rows.share(size);
        }

        @Override
        public void close() throws IOException {
            try {
                rows.close();
            } finally {
                workbook.close();
            }
        }
    }

    /** How many blanks stand before a text, those as wide as a Chinese character among them. */
    private static int level(String text) {
        int level = 0;
        while (level < text.length()
                && (Character.isWhitespace(text.charAt(level)) || Character.isSpaceChar(text.charAt(level)))) {
            level++;
        }
        return level;
    }
}

package org.corvee.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes an export as an Excel workbook of three sheets; the same content gives the same bytes. */
final class StableWorkbook {

    private static final double WIDEST = 48;
    private static final String CREATED = "(?<a><dcterms:created[^>]*>)[^<]*(?<b></dcterms:created>)";

    /** The first instant that a zip file can tell. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private StableWorkbook() {}

    static byte[] of(ExportContent content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Corvee", "1.0")) {
            workbook.properties().setTitle(content.export().title());
            data(workbook.newWorksheet("data"), content);
            notes(workbook.newWorksheet("notes"), content);
            sources(workbook.newWorksheet("sources"), content);
        }
        return withoutClock(bytes.toByteArray());
    }

    private static void data(Worksheet sheet, ExportContent content) {
        List<String> columns = new ArrayList<>(content.columns().keySet());
        columns.add("footnotes");
        header(sheet, columns);
        int line = 0;
        for (ExportRow row : content.rows()) {
            line++;
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i);
                cell(
                        sheet,
                        line,
                        i,
                        column.equals(ExportReader.FIGURES)
                                ? String.join(" ", row.figureIds())
                                : column.equals("footnotes")
                                        ? ExportReader.joined(row.footnotes(), " ")
                                        : row.values().get(column));
            }
        }
        widths(sheet, columns, content.rows().size());
    }

    private static void notes(Worksheet sheet, ExportContent content) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("title", content.export().title()));
        lines.add(List.of("subtitle", content.subtitle()));
        lines.add(List.of("note", content.note()));
        content.footnotes().forEach(footnote -> lines.add(List.of("footnote " + footnote.number(), footnote.text())));
        content.units().forEach((name, description) -> lines.add(List.of("unit: " + name, description)));
        lines.add(List.of("edition", content.edition().line()));
        lines.add(List.of("how to cite", content.howToCite()));
        int number = 0;
        for (List<String> line : lines) {
            sheet.value(number, 0, line.get(0));
            sheet.value(number, 1, line.get(1));
            sheet.style(number, 0).bold().verticalAlignment("top").set();
            sheet.style(number, 1).wrapText(true).verticalAlignment("top").set();
            number++;
        }
        sheet.width(0, 20);
        sheet.width(1, 100);
    }

    private static void sources(Worksheet sheet, ExportContent content) {
        if (content.figures().isEmpty()) {
            return;
        }
        List<String> columns = List.copyOf(content.figures().get(0).keySet());
        header(sheet, columns);
        int line = 0;
        for (Map<String, @Nullable String> figure : content.figures()) {
            line++;
            for (int i = 0; i < columns.size(); i++) {
                String text = figure.get(columns.get(i));
                boolean isNumber =
                        columns.get(i).startsWith("value") || columns.get(i).equals("row_number");
                cell(sheet, line, i, text != null && isNumber ? new BigDecimal(text) : text);
            }
        }
        widths(sheet, columns, content.figures().size());
    }

    private static void header(Worksheet sheet, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(0, i, columns.get(i));
            sheet.style(0, i).bold().set();
        }
        sheet.freezePane(0, 1);
    }

    private static void cell(Worksheet sheet, int row, int column, @Nullable Object value) {
        if (value instanceof BigDecimal number) {
            sheet.value(row, column, Numbers.exact(number));
            sheet.style(row, column)
                    .format(Numbers.exact(number).scale() > 0 ? "#,##0.######" : "#,##0")
                    .set();
        } else if (value instanceof LocalDate date) {
            sheet.value(row, column, date);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value instanceof Boolean yes) {
            sheet.value(row, column, yes);
        } else if (value != null && !value.toString().isEmpty()) {
            sheet.value(row, column, value.toString());
        }
    }

    /** As wide as the widest text, within reason. */
    private static void widths(Worksheet sheet, List<String> columns, int rows) {
        for (int i = 0; i < columns.size(); i++) {
            int widest = columns.get(i).length();
            for (int line = 1; line <= rows; line++) {
                Object value = sheet.value(line, i);
                widest = Math.max(widest, value == null ? 0 : value.toString().length());
            }
            sheet.width(i, Math.min(widest + 2.0, WIDEST));
        }
    }

    /** The library writes the time of day into the file, and a zip file has one of its own for every entry. */
    private static byte[] withoutClock(byte[] workbook) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // By the central directory: the library leaves the sizes in front of the parts empty.
        try (ZipFile from = ZipFile.builder().setByteArray(workbook).get();
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(from.getEntriesInPhysicalOrder())) {
                byte[] part = from.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("docProps/core.xml")) {
                    String xml = new String(part, StandardCharsets.UTF_8);
                    part = xml.replaceAll(CREATED, "${a}1980-01-01T00:00:00Z${b}")
                            .getBytes(StandardCharsets.UTF_8);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ALWAYS);
                to.putNextEntry(copy);
                to.write(part);
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}

package org.corvee.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook: its sheets, the texts that they share, and which number formats are dates. The names of parts
 * are looked up in the container and never used as paths.
 */
final class XlsxWorkbook implements Closeable {

    private static final long MOST_BYTES_OF_A_PART = 2L << 30;
    private static final int MOST_SHARED_TEXTS = 4_000_000;
    private static final long MOST_SHARED_CHARACTERS = 128L << 20;
    private static final int FIRST_BYTES = 8;
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final Path file;
    private final Location location;
    private final ZipFile zip;
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final List<String> sharedTexts = new ArrayList<>();
    private final Set<String> dateStyles = new HashSet<>();
    private boolean countsFrom1904;

    XlsxWorkbook(Path file, Location location) throws IOException {
        this.file = file;
        this.location = location;
        this.zip = open();
        try {
            readParts();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(FIRST_BYTES);
            }
            String hex = HexFormat.of().formatHex(start);
            String found = hex.startsWith("d0cf11e0")
                    ? "an old .xls, or a workbook that needs a password"
                    : hex.startsWith("504b0304")
                            ? "'" + e.getMessage() + "': the file may be truncated"
                            : "a file that starts with the bytes " + hex;
            throw new ProblemException(Problem.cannot(location, "read", "the workbook")
                    .expected("an .xlsx file")
                    .found(found));
        }
    }

    private void readParts() throws IOException {
        Map<String, String> targets = new HashMap<>();
        Map<String, String> kinds = new HashMap<>();
        try (StrictXml xml = part("xl/_rels/workbook.xml.rels")) {
            while (xml.next()) {
                if (xml.isStart("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
                    String id = String.valueOf(xml.attribute("Id"));
                    String target = String.valueOf(xml.attribute("Target"));
                    String path = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                    targets.put(id, path);
                    String type = String.valueOf(xml.attribute("Type"));
                    kinds.put(type.substring(type.lastIndexOf('/') + 1), path);
                }
            }
        }
        try (StrictXml xml = part("xl/workbook.xml")) {
            while (xml.next()) {
                if (xml.isStart("workbookPr")) {
                    String from1904 = xml.attribute("date1904");
                    countsFrom1904 = "1".equals(from1904) || "true".equals(from1904);
                } else if (xml.isStart("sheet")) {
                    sheets.put(
                            String.valueOf(xml.attribute("name")),
                            targets.getOrDefault(String.valueOf(xml.attribute("id")), ""));
                }
            }
        }
        String texts = kinds.get("sharedStrings");
        if (texts != null) {
            readSharedTexts(texts);
        }
        String styles = kinds.get("styles");
        if (styles != null) {
            readStyles(styles);
        }
    }

    private StrictXml part(String name) throws IOException {
        return new StrictXml(stream(name), location, name);
    }

    private BoundedStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ProblemException(Problem.cannot(location, "find", "the part", name)
                    .expected("a workbook")
                    .found("a container without it"));
        }
        return new BoundedStream(
                zip.getInputStream(entry), location, name, entry.getCompressedSize(), MOST_BYTES_OF_A_PART);
    }

    private void readSharedTexts(String part) throws IOException {
        long characters = 0;
        try (StrictXml xml = part(part)) {
            while (xml.next()) {
                if (xml.isStart("si")) {
                    String text = richText(xml, "si");
                    characters += text.length();
                    if (sharedTexts.size() == MOST_SHARED_TEXTS || characters > MOST_SHARED_CHARACTERS) {
                        throw new ProblemException(Problem.cannot(location.atLine(xml.line()), "read", part)
                                .expected("at most " + MOST_SHARED_TEXTS + " texts of " + MOST_SHARED_CHARACTERS
                                        + " characters")
                                .found("more"));
                    }
                    sharedTexts.add(text);
                }
            }
        }
    }

    /** The text of an element that was just begun, without how it is to be pronounced. */
    static String richText(StrictXml xml, String element) {
        StringBuilder text = new StringBuilder();
        while (xml.next() && !xml.isEnd(element)) {
            if (xml.isStart("t")) {
                text.append(xml.text());
            } else if (xml.isStart("rPh")) {
                xml.skip();
            }
        }
        return unescaped(text.toString());
    }

    /** Characters that XML cannot hold are written {@code _x000D_}. */
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                : text;
    }

    private void readStyles(String part) throws IOException {
        Map<String, String> codes = new HashMap<>();
        boolean ofCells = false;
        int style = 0;
        try (StrictXml xml = part(part)) {
            while (xml.next()) {
                if (xml.isStart("cellXfs") || xml.isEnd("cellXfs")) {
                    ofCells = xml.isStart();
                } else if (xml.isStart("numFmt")) {
                    codes.put(String.valueOf(xml.attribute("numFmtId")), String.valueOf(xml.attribute("formatCode")));
                } else if (ofCells && xml.isStart("xf")) {
                    String id = String.valueOf(xml.attribute("numFmtId"));
                    if (XlsxNumber.isDate(id, codes.get(id))) {
                        dateStyles.add(String.valueOf(style));
                    }
                    style++;
                }
            }
        }
    }

    /** The names of the sheets, in order. */
    List<String> sheets() {
        return List.copyOf(sheets.keySet());
    }

    /** Starts to read a sheet. */
    XlsxSheet read(String sheet) throws IOException {
        String part = sheets.getOrDefault(sheet, "");
        BoundedStream stream = stream(part);
        ZipEntry entry = zip.getEntry(part);
        return new XlsxSheet(this, new StrictXml(stream, location, part), location, stream, entry.getSize());
    }

    /** A text that cells share; null when there is none of that number. */
    @Nullable
    String sharedText(String index) {
        if (!index.matches("\\d{1,9}") || Integer.parseInt(index) >= sharedTexts.size()) {
            return null;
        }
        return sharedTexts.get(Integer.parseInt(index));
    }

    boolean isDate(@Nullable String style) {
        return style != null && dateStyles.contains(style);
    }

    boolean countsFrom1904() {
        return countsFrom1904;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

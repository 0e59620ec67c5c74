package org.corvee.citation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.corvee.citation.Document.Author;

/** Writes a bibliography as RIS, which EndNote, Mendeley and Zotero read. */
public final class Ris {

    private static final String LINE_END = "\r\n";

    private Ris() {}

    public static String of(Bibliography bibliography) {
        return bibliography.documents().stream().map(Ris::record).collect(Collectors.joining(LINE_END));
    }

    private static String record(Document document) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "TY",
                switch (document.kind()) {
                    case OFFICIAL, RESEARCH -> "RPRT";
                    case PRESS -> "NEWS";
                    case REPOST -> "ELEC";
                }));
        lines.add(line("ID", document.key()));
        lines.add(line("TI", document.title()));
        document.authors().forEach(author -> lines.add(line("AU", name(author))));
        lines.add(line("PY", document.date().substring(0, 4)));
        lines.add(line("DA", date(document)));
        lines.add(line("PB", document.publisher()));
        String url = document.url();
        if (url != null) {
            lines.add(line("UR", url));
        }
        String archived = document.archivedUrl();
        if (archived != null) {
            lines.add(line("N1", "Archived: " + archived));
        }
        lines.add(line("LA", document.language()));
        lines.add("ER  - ");
        return String.join(LINE_END, lines) + LINE_END;
    }

    /** A value stands on one line: a break in it would be read as the next tag. */
    private static String line(String tag, String value) {
        return tag + "  - " + value.replaceAll("\\s+", " ").strip();
    }

    private static String name(Author author) {
        String given = author.given();
        return given == null ? author.family() : author.family() + ", " + given;
    }

    /** Year, month and day, each followed by a stroke: what is not known stays empty. */
    private static String date(Document document) {
        String[] parts = document.date().split("-", -1);
        return parts[0] + "/" + (parts.length > 1 ? parts[1] : "") + "/" + (parts.length > 2 ? parts[2] : "") + "/";
    }
}

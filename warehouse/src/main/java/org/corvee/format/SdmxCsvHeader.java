package org.corvee.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.SdmxCsvFormat;
import org.jspecify.annotations.Nullable;

/**
 * The header of an SDMX-CSV message, and the columns that are made of its fields.
 *
 * @param fields how many fields a record has
 * @param columns what is read out of them
 */
record SdmxCsvHeader(int fields, List<Column> columns) {

    /** What the first column is called: in version 2.0 and in 1.0. */
    private static final Set<String> FIRST = Set.of("STRUCTURE", "DATAFLOW");

    private static final Pattern BRACKETS = Pattern.compile("(.+?)\\[(.+)]");
    private static final String LABEL = ": ";

    SdmxCsvHeader {
        columns = List.copyOf(columns);
    }

    /** What is read out of a field. */
    enum Piece {
        WHOLE,
        CODE,
        LABEL,
        LANGUAGE
    }

    /**
     * @param name of the column
     * @param field that it comes from
     * @param piece of the field
     * @param languages all of the field, where it has several; empty otherwise
     * @param language that this column has; null where there is none
     */
    record Column(
            String name,
            int field,
            Piece piece,
            List<String> languages,
            @Nullable String language) {

        Column {
            languages = List.copyOf(languages);
        }
    }

    /**
     * @param published the names as they stand there
     * @param declared the columns of the descriptor: a label is split off where {@code <column>.label} is one
     * @throws ProblemException when this is no SDMX-CSV, or its values are separated by another character
     */
    static SdmxCsvHeader of(List<String> published, List<String> declared, SdmxCsvFormat format, Location line) {
        String first = published.isEmpty() ? "" : published.get(0);
        Matcher stated = BRACKETS.matcher(first);
        String subSeparator = stated.matches() ? stated.group(2) : "";
        if (!FIRST.contains(stated.matches() ? stated.group(1) : first)) {
            throw new ProblemException(Problem.cannot(line, "read", "the header")
                    .expected("STRUCTURE or DATAFLOW first")
                    .found("'" + first + "'"));
        }
        if (!subSeparator.isEmpty() && !subSeparator.equals(String.valueOf(format.subSeparator()))) {
            throw new ProblemException(Problem.cannot(line, "read", "the header")
                    .expected("values separated by '" + format.subSeparator() + "'")
                    .found("'" + first + "'"));
        }
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(stated.matches() ? stated.group(1) : first, 0, Piece.WHOLE, List.of(), null));
        for (int field = 1; field < published.size(); field++) {
            add(published.get(field), field, declared, format, columns);
        }
        return new SdmxCsvHeader(published.size(), columns);
    }

    private static void add(
            String published, int field, List<String> declared, SdmxCsvFormat format, List<Column> columns) {
        int label = published.indexOf(LABEL);
        String id = label < 0 ? published : published.substring(0, label);
        Matcher localised = BRACKETS.matcher(id);
        if (localised.matches()) {
            List<String> languages =
                    List.of(localised.group(2).split(Pattern.quote(String.valueOf(format.subSeparator())), -1));
            for (String language : languages) {
                columns.add(
                        new Column(localised.group(1) + "." + language, field, Piece.LANGUAGE, languages, language));
            }
        } else if (declared.contains(id + ".label")) {
            columns.add(new Column(id, field, Piece.CODE, List.of(), null));
            columns.add(new Column(id + ".label", field, Piece.LABEL, List.of(), null));
        } else {
            columns.add(new Column(id, field, Piece.WHOLE, List.of(), null));
        }
    }

    /**
     * The text of a column.
     *
     * @param text of its field
     * @return null when the field is not written as its header says
     */
    static @Nullable String text(Column column, String text, char subSeparator) {
        int label = text.indexOf(LABEL);
        return switch (column.piece()) {
            case WHOLE -> text;
            case CODE -> label < 0 ? text : text.substring(0, label);
            case LABEL -> label < 0 ? "" : text.substring(label + LABEL.length());
            case LANGUAGE -> inLanguage(column, text, subSeparator);
        };
    }

    /** A text may hold the separator itself: what begins a new one is the separator with a language of the header after it. */
    private static @Nullable String inLanguage(Column column, String text, char subSeparator) {
        if (text.isEmpty()) {
            return "";
        }
        String found = "";
        int at = 0;
        while (at < text.length()) {
            int from = at;
            String language = column.languages().stream()
                    .filter(one -> text.startsWith(one + ":", from))
                    .findFirst()
                    .orElse(null);
            if (language == null) {
                return null;
            }
            int start = from + language.length() + 1;
            int end = text.length();
            for (String next : column.languages()) {
                int begins = text.indexOf(subSeparator + next + ":", start);
                end = begins < 0 ? end : Math.min(end, begins);
            }
            if (language.equals(column.language())) {
                found = text.substring(start, end);
            }
            at = end + 1;
        }
        return found;
    }
}

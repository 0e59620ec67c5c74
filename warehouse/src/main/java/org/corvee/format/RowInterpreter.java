package org.corvee.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/**
 * Turns the texts of a record into typed values. Nothing is guessed, trimmed or rounded: a value that is not exactly
 * what its column says rejects the row, and so is a number that its phrase does not state. An empty field is a missing
 * value.
 */
public final class RowInterpreter {

    private final Header header;
    private final Location location;
    private final List<FieldInterpreter> fields;
    private final int[] positions;
    private final List<PhraseCheck> phraseChecks;

    /**
     * @param shape what the columns are
     * @param header as published; its order may differ from the descriptor's
     * @param file for messages
     */
    public RowInterpreter(TableShape shape, Header header, String file) {
        this.header = header;
        this.location = Location.of(shape.owner(), file);
        this.fields = shape.columns().stream().map(FieldInterpreter::of).toList();
        this.positions = header.positions().stream().mapToInt(Integer::intValue).toArray();
        this.phraseChecks = shape.phrases().stream()
                .map(rule -> new PhraseCheck(rule, shape.columns()))
                .toList();
    }

    /**
     * Interprets one record.
     *
     * @param row is filled with the values; after a rejection it holds nothing of use
     * @return null when the record conforms
     */
    public @Nullable RejectedRow interpret(RecordBuffer record, Row row) {
        row.begin(record.number(), record.line());
        boolean conforms =
                record.defect() == null && record.size() == header.names().size();
        for (int i = 0; conforms && i < positions.length; i++) {
            int position = positions[i];
            if (position < 0) {
                row.setNull(i);
            } else {
                conforms = fields.get(i).read(record.text(), record.start(position), record.end(position), row, i);
            }
        }
        if (!conforms) {
            return rejected(record, defects(record, row));
        }
        return phraseChecks.isEmpty() ? null : checkPhrases(record, row);
    }

    /** Everything that is wrong with a record of which something is. */
    private List<Defect> defects(RecordBuffer record, Row row) {
        Location line = location.atLine(record.line());
        Defect defect = record.defect();
        if (defect != null) {
            return List.of(defect);
        }
        if (record.size() != header.names().size()) {
            Problem problem = Problem.cannot(line, "read", "record " + record.number())
                    .expected(header.names().size() + " fields")
                    .found(record.fields().equals(List.of("")) ? "an empty line" : String.valueOf(record.size()));
            return List.of(new Defect(null, RejectReason.FIELD_COUNT, problem));
        }
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            int position = positions[i];
            FieldInterpreter field = fields.get(i);
            if (position >= 0 && !field.read(record.text(), record.start(position), record.end(position), row, i)) {
                defects.add(field.defect(record.field(position), line));
            }
        }
        return defects;
    }

    private @Nullable RejectedRow checkPhrases(RecordBuffer record, Row row) {
        Location line = location.atLine(record.line());
        List<@Nullable Object> values = row.values();
        List<Defect> defects = new ArrayList<>();
        for (PhraseCheck check : phraseChecks) {
            check.problem(values, line)
                    .ifPresent(
                            problem -> defects.add(new Defect(check.column(), RejectReason.PHRASE_DISAGREES, problem)));
        }
        return defects.isEmpty() ? null : rejected(record, defects);
    }

    private static RejectedRow rejected(RecordBuffer record, List<Defect> defects) {
        Defect first = defects.get(0);
        String message = first.problem().where() + ": "
                + defects.stream().map(defect -> defect.problem().text()).collect(Collectors.joining(". Also "));
        return new RejectedRow(
                record.number(),
                record.line(),
                first.column(),
                first.reason(),
                message,
                rawText(record.fields()),
                defects.stream()
                        .flatMap(defect -> Stream.ofNullable(defect.newCode()))
                        .toList());
    }

    private static String rawText(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Only the end of the line goes: a space at the end of the last field is evidence.
        return text.toString().substring(0, text.getBuffer().length() - 1);
    }

    /**
     * What is wrong with a value.
     *
     * @param column null when it is the row as a whole
     * @param newCode the value, where the column does not allow it; null otherwise
     */
    record Defect(
            @Nullable String column, RejectReason reason, Problem problem, RejectedRow.@Nullable NewCode newCode) {

        Defect(@Nullable String column, RejectReason reason, Problem problem) {
            this(column, reason, problem, null);
        }
    }
}

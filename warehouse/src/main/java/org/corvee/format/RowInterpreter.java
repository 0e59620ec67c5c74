package org.corvee.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corvee.format.InterpretedRow.RejectedRow;
import org.corvee.format.InterpretedRow.TypedRow;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/**
 * Turns the texts of a record into typed values. Nothing is guessed, trimmed or rounded: a value that is not exactly
 * what its column says rejects the row, and so is a number that its phrase does not state. An empty field is a missing
 * value.
 */
public final class RowInterpreter {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final TableShape shape;
    private final List<String> header;
    private final Location location;
    private final int[] positions;
    private final List<PhraseCheck> phraseChecks;

    /**
     * @param shape what the columns are
     * @param header as published; its order may differ from the descriptor's
     * @param file for messages
     */
    public RowInterpreter(TableShape shape, List<String> header, String file) {
        this.shape = shape;
        this.header = header;
        this.location = Location.of(shape.owner(), file);
        this.positions = shape.columns().stream()
                .mapToInt(column -> header.indexOf(column.name()))
                .toArray();
        this.phraseChecks = shape.phrases().stream()
                .map(rule -> new PhraseCheck(rule, shape.columns()))
                .toList();
    }

    public InterpretedRow interpret(RawRecord raw) {
        Location line = location.atLine(raw.line());
        if (raw.fields().size() != header.size()) {
            Problem problem = Problem.cannot(line, "read", "record " + raw.number())
                    .expected(header.size() + " fields")
                    .found(
                            raw.fields().equals(List.of(""))
                                    ? "an empty line"
                                    : String.valueOf(raw.fields().size()));
            return rejected(raw, List.of(new Defect(null, RejectReason.FIELD_COUNT, problem)));
        }
        List<@Nullable Object> values = new ArrayList<>(positions.length);
        List<Defect> defects = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            values.add(value(shape.columns().get(i), raw.fields().get(positions[i]), line, defects));
        }
        if (defects.isEmpty()) {
            for (PhraseCheck check : phraseChecks) {
                check.problem(values, line)
                        .ifPresent(problem ->
                                defects.add(new Defect(check.column(), RejectReason.PHRASE_DISAGREES, problem)));
            }
        }
        return defects.isEmpty() ? new TypedRow(raw.number(), raw.line(), values) : rejected(raw, defects);
    }

    private static @Nullable Object value(ColumnSpec column, String text, Location line, List<Defect> defects) {
        if (text.isEmpty()) {
            if (column.required()) {
                defects.add(new Defect(
                        column.name(),
                        RejectReason.MISSING_VALUE,
                        Problem.cannot(line, "read", column.name(), text).expected("a value")));
            }
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            defects.add(new Defect(
                    column.name(),
                    RejectReason.NUL_CHARACTER,
                    Problem.cannot(line, "read", column.name(), text.replace('\0', '␀'))
                            .expected("text without a NUL character")));
            return null;
        }
        if (!column.allowed().isEmpty() && !column.allowed().contains(text)) {
            defects.add(new Defect(
                    column.name(),
                    RejectReason.NOT_ALLOWED,
                    Problem.cannot(line, "use", column.name(), text)
                            .allowed(column.allowed())
                            .nearest(text, column.allowed())));
            return null;
        }
        return parse(column, text, line, defects);
    }

    private static @Nullable Object parse(ColumnSpec column, String text, Location line, List<Defect> defects) {
        return switch (column.type().kind()) {
            case TEXT -> text;
            case INTEGER -> integer(column, text, line, defects);
            case DATE -> date(column, text, line, defects);
            case DECIMAL -> decimal(column, text, line, defects);
        };
    }

    private static @Nullable Long integer(ColumnSpec column, String text, Location line, List<Defect> defects) {
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        defects.add(defect(column, RejectReason.NOT_AN_INTEGER, text, line, "a whole number such as 42"));
        return null;
    }

    private static @Nullable LocalDate date(ColumnSpec column, String text, Location line, List<Defect> defects) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException impossible) {
            // Told below, together with dates of another shape: 2021-02-30 is as wrong as 30.2.2021.
        }
        defects.add(defect(column, RejectReason.NOT_A_DATE, text, line, "a date such as 2021-12-31"));
        return null;
    }

    private static @Nullable Object decimal(ColumnSpec column, String text, Location line, List<Defect> defects) {
        if (!NUMBER.matcher(text).matches()) {
            defects.add(defect(
                    column, RejectReason.NOT_A_NUMBER, text, line, "a number such as 3170000 or -61.3, no separators"));
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        ColumnType type = column.type();
        // Zero has one digit for BigDecimal, and none that counts for decimal(2,2).
        int before = value.signum() == 0 ? 0 : value.precision() - value.scale();
        if (value.scale() > type.scale() || before > type.precision() - type.scale()) {
            defects.add(defect(
                    column,
                    RejectReason.TOO_MANY_DIGITS,
                    text,
                    line,
                    "at most " + (type.precision() - type.scale()) + " digits before and " + type.scale()
                            + " after the point"));
            return null;
        }
        return value.setScale(type.scale());
    }

    private static Defect defect(ColumnSpec column, RejectReason reason, String text, Location line, String expected) {
        return new Defect(
                column.name(),
                reason,
                Problem.cannot(line, "parse", column.name(), text).expected(expected));
    }

    private static RejectedRow rejected(RawRecord raw, List<Defect> defects) {
        Defect first = defects.get(0);
        String message = first.problem.where() + ": "
                + defects.stream().map(defect -> defect.problem.text()).collect(Collectors.joining(". Also "));
        return new RejectedRow(raw.number(), raw.line(), first.column, first.reason, message, rawText(raw));
    }

    private static String rawText(RawRecord raw) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(raw.fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Only the end of the line goes: a space at the end of the last field is evidence.
        return text.toString().substring(0, text.getBuffer().length() - 1);
    }

    private record Defect(@Nullable String column, RejectReason reason, Problem problem) {}
}

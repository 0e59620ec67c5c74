package org.corvee.format;

import java.util.List;
import org.corvee.problem.Location;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.jspecify.annotations.Nullable;

/** Reads one text as its column would be read, for what is said of single values beside a table. */
public final class PublishedValue {

    private PublishedValue() {}

    /**
     * The value that a text stands for.
     *
     * @param line for messages
     * @return a String, Long, LocalDate or BigDecimal; null when the text says that there is none
     * @throws ProblemException when a row with this text would be rejected
     */
    public static @Nullable Object read(ColumnSpec column, String text, Location line) {
        FieldInterpreter field = FieldInterpreter.of(column);
        Row row = new Row(List.of(column));
        if (!field.read(text.toCharArray(), 0, text.length(), row, 0)) {
            throw new ProblemException(field.defect(text, line).problem());
        }
        return row.values().get(0);
    }
}

package org.corvee.load;

import java.time.LocalDate;
import java.util.List;
import org.corvee.source.ColumnSpec;
import org.jspecify.annotations.Nullable;

/**
 * A mistake of a publisher, and what is loaded instead.
 *
 * @param line of {@code corrections.csv}
 * @param file of a file drop that holds the row; null for other sources
 * @param key of the row: for each column of the source's key its value as an SQL expression
 * @param shownKey the key as it stands in the file
 * @param column that is corrected
 * @param expect the value that the publisher prints, as an SQL expression
 * @param corrected the right one likewise
 * @param expectText what the publisher prints, as it stands in the file; empty when nothing
 * @param correctedText the right value likewise
 * @param reason why it is a mistake, and how the right value is known
 * @param status how sure that is
 * @param notedOn the day on which it was noted
 */
record Correction(
        long line,
        @Nullable String file,
        List<String> key,
        String shownKey,
        ColumnSpec column,
        String expect,
        String corrected,
        String expectText,
        String correctedText,
        String reason,
        String status,
        LocalDate notedOn) {

    Correction {
        key = List.copyOf(key);
    }
}

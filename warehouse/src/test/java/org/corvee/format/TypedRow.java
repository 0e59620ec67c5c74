package org.corvee.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted row as a test expects it.
 *
 * @param values in the order of the descriptor's columns: String, Long, LocalDate, BigDecimal or null
 */
record TypedRow(long number, long line, List<@Nullable Object> values) {}

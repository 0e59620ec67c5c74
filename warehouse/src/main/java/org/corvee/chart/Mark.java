package org.corvee.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell on a time axis.
 *
 * @param start first day of the period
 * @param end last day of the period; the mark is as wide as the period, so that nine months look like nine months
 * @param amount how much
 * @param nature filled or hollow
 * @param isFullYear whether the mark may be joined by a line with the full year before it
 * @param rivals what other figures state for the same cell, in the scale of the axis
 * @param footnotes numbers of its footnotes, from 1
 * @param label text beside the mark, such as Jan–Sep; null for none
 */
public record Mark(
        LocalDate start,
        LocalDate end,
        Amount amount,
        Nature nature,
        boolean isFullYear,
        List<BigDecimal> rivals,
        List<Integer> footnotes,
        @Nullable String label) {

    public Mark {
        rivals = List.copyOf(rivals);
        footnotes = List.copyOf(footnotes);
    }
}

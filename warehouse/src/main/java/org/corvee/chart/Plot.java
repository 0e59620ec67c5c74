package org.corvee.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three ways in which numbers are drawn. */
public sealed interface Plot {

    /**
     * Marks over time; several panels stand one above the other on one time axis.
     *
     * @param panels at least one
     */
    record Trend(List<Panel> panels) implements Plot {

        public Trend {
            panels = List.copyOf(panels);
        }
    }

    /**
     * One value axis of a trend.
     *
     * @param valueAxis its title with the unit
     * @param series its lines; each is labelled directly
     * @param breaks days on which a definition changed
     */
    record Panel(String valueAxis, List<Series> series, List<Break> breaks) {

        public Panel {
            series = List.copyOf(series);
            breaks = List.copyOf(breaks);
        }
    }

    /**
     * Marks that belong together.
     *
     * @param name written beside its last mark
     * @param marks in order of time
     */
    record Series(String name, List<Mark> marks) {

        public Series {
            marks = List.copyOf(marks);
        }
    }

    /** A day from which numbers follow another definition, and a few words on it. */
    record Break(LocalDate day, String label) {}

    /**
     * Marks beside the names of categories, one below the other.
     *
     * @param valueAxis its title with the unit
     * @param rows from top to bottom
     */
    record Dots(String valueAxis, List<Dot> rows) implements Plot {

        public Dots {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One category.
     *
     * @param group heading under which it stands; null for none. Rows of a group follow each other
     * @param name of the category
     * @param amount how much
     * @param nature filled or hollow
     * @param rivals what other figures state for the same cell
     * @param footnotes numbers of its footnotes, from 1
     * @param label text beside the mark; null for the number itself
     */
    record Dot(
            @Nullable String group,
            String name,
            Amount amount,
            Nature nature,
            List<BigDecimal> rivals,
            List<Integer> footnotes,
            @Nullable String label) {

        public Dot {
            rivals = List.copyOf(rivals);
            footnotes = List.copyOf(footnotes);
        }
    }

    /**
     * A field of cells, such as what is stated for which region and year.
     *
     * @param columns from left to right
     * @param rows from top to bottom
     * @param cells those that are not empty
     * @param legend what full and empty cells mean
     */
    record Grid(List<String> columns, List<String> rows, List<Cell> cells, String legend) implements Plot {

        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            cells = List.copyOf(cells);
        }
    }

    /**
     * One cell of a field.
     *
     * @param column its column
     * @param row its row
     * @param share how full it is drawn, 0 to 1; null for hatched: not known
     * @param text a few characters in it; may be empty
     * @param footnotes numbers of its footnotes, from 1
     */
    record Cell(String column, String row, @Nullable BigDecimal share, String text, List<Integer> footnotes) {

        public Cell {
            footnotes = List.copyOf(footnotes);
        }
    }
}

package org.corvee.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which columns of an export its chart is drawn from. */
sealed interface ChartSpec {

    /** Printed width in millimetres, 85 for one column or 170 for two. */
    int width();

    /** Every column that it reads. */
    List<String> columns();

    /**
     * The columns of a number with its band.
     *
     * @param value as printed
     * @param low least value
     * @param high greatest value
     */
    record AmountColumns(String value, String low, String high) {

        Stream<String> all() {
            return Stream.of(value, low, high);
        }
    }

    /**
     * A value axis.
     *
     * @param panel what the panel column says in its rows; null when there is one panel
     * @param title with the unit
     * @param digits power of ten that values are divided by: 6 for millions
     */
    record Axis(@Nullable String panel, String title, int digits) {}

    /**
     * Marks over time.
     *
     * @param panel column by which rows go to panels; null for one panel
     * @param series column that names the series of a row
     */
    record Trend(int width, List<Axis> axes, @Nullable String panel, String series, AmountColumns amount)
            implements ChartSpec {

        public Trend {
            axes = List.copyOf(axes);
        }

        @Override
        public List<String> columns() {
            return Stream.concat(
                            amount.all(),
                            Stream.concat(
                                    Optional.ofNullable(panel).stream(),
                                    Stream.of(series, "period_start", "period_end", "period_kind", "measure", "unit")))
                    .toList();
        }
    }

    /**
     * Marks beside names.
     *
     * @param group columns that make the heading under which a row stands; empty for none
     * @param name columns that name a row
     */
    record Dots(int width, Axis axis, List<String> group, List<String> name, AmountColumns amount)
            implements ChartSpec {

        public Dots {
            group = List.copyOf(group);
            name = List.copyOf(name);
        }

        @Override
        public List<String> columns() {
            return Stream.of(amount.all(), group.stream(), name.stream(), Stream.of("measure", "unit"))
                    .flatMap(columns -> columns)
                    .toList();
        }
    }

    /**
     * A field of cells.
     *
     * @param column column that names the column of the field
     * @param row column that names the row of the field
     * @param share column that says how full a cell is, 0 to 1
     * @param text column with a few characters for the cell
     * @param legend what full and empty cells mean
     */
    record Grid(int width, String column, String row, String share, String text, String legend) implements ChartSpec {

        @Override
        public List<String> columns() {
            return List.of(column, row, share, text);
        }
    }
}

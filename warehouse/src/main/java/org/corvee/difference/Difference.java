package org.corvee.difference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that differs between two warehouse files.
 *
 * @param before what the older one is, such as release 2026-11-25.1
 * @param after what the newer one is
 * @param cells in the order of tables, then of cells
 */
public record Difference(String before, String after, List<CellChange> cells) {

    public Difference {
        cells = List.copyOf(cells);
    }

    /** How many cells have each cause, in the order of causes; causes that do not occur are left out. */
    public Map<Cause, Long> byCause() {
        Map<Cause, Long> counts = new TreeMap<>();
        cells.forEach(cell -> counts.merge(cell.cause(), 1L, Long::sum));
        return counts;
    }
}

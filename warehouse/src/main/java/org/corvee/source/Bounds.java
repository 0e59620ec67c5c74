package org.corvee.source;

/**
 * What a snapshot must keep to be loaded. A snapshot outside its bounds is refused whole and the last good one is kept.
 *
 * @param rowsAtLeast the floor of accepted rows
 * @param rowsAtMost their ceiling
 * @param rejectedAtMost how many rows may be rejected; none for curated tables
 */
public record Bounds(long rowsAtLeast, long rowsAtMost, Share rejectedAtMost) {

    /** What the ceiling is when there is none. */
    static final long NO_CEILING = Long.MAX_VALUE;

    /** Bounds without a ceiling. */
    public Bounds(long rowsAtLeast, Share rejectedAtMost) {
        this(rowsAtLeast, NO_CEILING, rejectedAtMost);
    }

    /**
     * A count, or a share of the records.
     *
     * @param number of rows, or of rows in a hundred
     * @param percent whether it is a share
     */
    public record Share(long number, boolean percent) {

        private static final long HUNDRED = 100;

        public boolean holds(long rejected, long records) {
            return percent ? rejected * HUNDRED <= number * records : rejected <= number;
        }

        @Override
        public String toString() {
            return percent ? number + " %" : String.valueOf(number);
        }
    }
}

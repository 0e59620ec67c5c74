package org.corvee.jobs.normalize;

import org.corvee.format.InterpretedRow;
import org.corvee.format.RawRecord;

/** What flows through the chunks. The end is an item too, so that the table is completed inside the step. */
sealed interface NormalizeItem {

    /** A record as published. */
    record Raw(RawRecord record) implements NormalizeItem {}

    /** What became of it. */
    record Interpreted(InterpretedRow row) implements NormalizeItem {}

    /**
     * No more records follow.
     *
     * @param records how many were read
     */
    record End(long records) implements NormalizeItem {}
}

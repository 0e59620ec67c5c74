package org.corvee.format;

import java.util.List;
import java.util.Map;
import org.corvee.problem.Location;
import org.corvee.source.TableShape;

/** Interprets single records of a file {@code table.csv}. */
record TestingInterpreter(TableShape shape, List<String> header) {

    /** A {@link TypedRow} or a {@link RejectedRow}. */
    Object interpret(RawRecord raw) {
        return interpret(raw.buffer());
    }

    Object interpret(RecordBuffer record) {
        Header matched = Header.match(header, shape, Map.of(), Location.of(shape.owner(), "table.csv"));
        Row row = new Row(shape.columns());
        RejectedRow rejected = new RowInterpreter(shape, matched, "table.csv").interpret(record, row);
        return rejected == null ? new TypedRow(row.number(), row.line(), row.values()) : rejected;
    }
}

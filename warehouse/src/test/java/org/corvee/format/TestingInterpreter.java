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

    RowInterpreter rowInterpreter() {
        Header matched = Header.match(header, shape, Map.of(), Location.of(shape.owner(), "table.csv"));
        return new RowInterpreter(shape, matched, "table.csv");
    }

    Object interpret(RecordBuffer record) {
        Row row = new Row(shape.columns());
        RejectedRow rejected = rowInterpreter().interpret(record, row);
        return rejected == null ? new TypedRow(row.number(), row.line(), row.values()) : rejected;
    }
}

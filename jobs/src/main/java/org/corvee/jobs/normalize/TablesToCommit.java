package org.corvee.jobs.normalize;

import java.util.ArrayList;
import java.util.List;
import org.corvee.format.FilePart;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.springframework.stereotype.Component;

/** The tables that this refresh makes, from the cutting of their files to their commit. */
@Component
class TablesToCommit {

    private final List<Table> tables = new ArrayList<>();

    /**
     * One table.
     *
     * @param newest whether its snapshot is the newest of its file
     * @param parts of the file
     */
    record Table(SourceDescriptor source, Snapshot snapshot, boolean newest, OpenTable open, List<FilePart> parts) {

        /** Of the file, in bytes. */
        long length() {
            return parts.get(parts.size() - 1).to();
        }
    }

    synchronized void add(Table table) {
        tables.add(table);
    }

    synchronized List<Table> tables() {
        return List.copyOf(tables);
    }
}

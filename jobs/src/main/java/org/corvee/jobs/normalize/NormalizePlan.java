package org.corvee.jobs.normalize;

import java.util.ArrayList;
import java.util.List;
import org.corvee.format.FilePart;
import org.corvee.format.PublishedFile;
import org.corvee.normalized.TableInParts;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.springframework.stereotype.Component;

/** The tables that this refresh makes, from the cutting of their files to their commit. */
@Component
class NormalizePlan {

    private final List<Table> tables = new ArrayList<>();

    /**
     * One table.
     *
     * @param newest whether its snapshot is the newest of its file
     * @param file of the snapshot, opened
     * @param parts of the file
     */
    record Table(
            SourceDescriptor source,
            Snapshot snapshot,
            boolean newest,
            TableInParts table,
            PublishedFile file,
            List<FilePart> parts) {}

    synchronized void add(Table table) {
        tables.add(table);
    }

    synchronized List<Table> tables() {
        return List.copyOf(tables);
    }

    synchronized Table table(int index) {
        return tables.get(index);
    }
}

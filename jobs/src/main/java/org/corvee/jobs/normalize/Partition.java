package org.corvee.jobs.normalize;

import org.corvee.digest.Sha256;
import org.corvee.format.FilePart;
import org.corvee.jobs.stage.SourceFailureListener;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * One part of one snapshot to normalize, with all that another process needs to do it.
 *
 * @param source its id
 * @param snapshot the name of its folder
 * @param sha256 of its bytes
 * @param newest whether it is the newest of its file
 * @param descriptor the digest of what it is read with
 * @param code the digest of the code that cut the file
 * @param length of the file in bytes
 */
record Partition(
        String source,
        String snapshot,
        Sha256 sha256,
        boolean newest,
        Sha256 descriptor,
        Sha256 code,
        long length,
        FilePart part) {

    private static final String DESCRIPTOR = "descriptor";
    private static final String CODE = "code";
    private static final String LENGTH = "length";
    private static final String PART = "part";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String RECORDS_BEFORE = "recordsBefore";
    private static final String LINES_BEFORE = "linesBefore";
    private static final String RECORDS = "records";

    String name() {
        return source + ":" + snapshot + ":" + part.number();
    }

    ExecutionContext toContext() {
        ExecutionContext context = new ExecutionContext();
        context.putString(SourceFailureListener.SOURCE, source);
        context.putString(SourceFailureListener.SNAPSHOT, snapshot);
        context.putString(SourceFailureListener.SHA256, sha256.hex());
        context.putString(SourceFailureListener.NEWEST, String.valueOf(newest));
        context.putString(DESCRIPTOR, descriptor.hex());
        context.putString(CODE, code.hex());
        context.putLong(LENGTH, length);
        context.putInt(PART, part.number());
        context.putLong(FROM, part.from());
        context.putLong(TO, part.to());
        context.putLong(RECORDS_BEFORE, part.recordsBefore());
        context.putLong(LINES_BEFORE, part.linesBefore());
        context.putLong(RECORDS, part.records());
        return context;
    }

    static Partition of(ExecutionContext context) {
        return new Partition(
                context.getString(SourceFailureListener.SOURCE),
                context.getString(SourceFailureListener.SNAPSHOT),
                new Sha256(context.getString(SourceFailureListener.SHA256)),
                Boolean.parseBoolean(context.getString(SourceFailureListener.NEWEST)),
                new Sha256(context.getString(DESCRIPTOR)),
                new Sha256(context.getString(CODE)),
                context.getLong(LENGTH),
                new FilePart(
                        context.getInt(PART),
                        context.getLong(FROM),
                        context.getLong(TO),
                        context.getLong(RECORDS_BEFORE),
                        context.getLong(LINES_BEFORE),
                        context.getLong(RECORDS)));
    }
}

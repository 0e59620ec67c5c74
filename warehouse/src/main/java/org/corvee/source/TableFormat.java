package org.corvee.source;

/** How a published table is written. */
public sealed interface TableFormat permits DelimitedFormat, JsonFormat {

    /** What the file may be packed in. */
    Packing packing();

    /** The media type of the file when it is not packed. */
    String mediaType();
}

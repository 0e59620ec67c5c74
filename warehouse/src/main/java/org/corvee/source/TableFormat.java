package org.corvee.source;

/** How a published table is written. */
public sealed interface TableFormat
        permits DelimitedFormat, JsonFormat, HtmlFormat, XlsxFormat, SdmxCsvFormat, SdmxFormat {

    /**
     * The formats, in a descriptor written in lower case. Java 17 has no switch over the types themselves, so a switch over
     * these is what the compiler holds complete.
     */
    enum Kind {
        DELIMITED,
        JSON,
        HTML,
        XLSX,
        SDMX_CSV,
        SDMX_ML,
        SDMX_JSON
    }

    Kind kind();

    /** What the file may be packed in. */
    Packing packing();

    /** The media type of the file when it is not packed. */
    String mediaType();
}

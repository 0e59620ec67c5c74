package org.corvee.source;

/**
 * How a data message of SDMX is written, other than as CSV. Its columns are the components by their identifiers.
 *
 * @param kind {@link TableFormat.Kind#SDMX_ML}, generic or structure-specific, or {@link TableFormat.Kind#SDMX_JSON} of
 *     version 1 or 2
 * @param packing what the file may be packed in
 */
public record SdmxFormat(Kind kind, Packing packing) implements TableFormat {

    @Override
    public String mediaType() {
        return kind == Kind.SDMX_ML ? "application/vnd.sdmx.data+xml" : "application/vnd.sdmx.data+json";
    }
}

package org.corvee.source;

import java.nio.charset.StandardCharsets;

/**
 * How an SDMX-CSV message of version 1.0 or 2.0 is written, in UTF-8 as the standard wants.
 *
 * @param separator between fields
 * @param subSeparator between the values of one field; a message that states another one is refused
 * @param decimalComma whether decimals have a comma
 * @param packing what the file may be packed in
 */
public record SdmxCsvFormat(char separator, char subSeparator, boolean decimalComma, Packing packing)
        implements TableFormat {

    /** The text that it is, before anything in it has a meaning. */
    public DelimitedFormat delimited() {
        return new DelimitedFormat(StandardCharsets.UTF_8, separator, packing);
    }

    @Override
    public Kind kind() {
        return Kind.SDMX_CSV;
    }

    @Override
    public String mediaType() {
        return "application/vnd.sdmx.data+csv";
    }
}

package org.corvee.source;

import java.nio.charset.Charset;

/**
 * How a delimited text is written. Its header names the columns; their order is free.
 *
 * @param charset the encoding, a property of the source and never guessed
 * @param separator between fields
 * @param packing what the file may be packed in
 * @param openEnd whether the last line may lack its line break, so that a file cut inside its last field looks whole
 */
public record DelimitedFormat(Charset charset, char separator, Packing packing, boolean openEnd)
        implements TableFormat {

    /** A file whose last line ends like the others. */
    public DelimitedFormat(Charset charset, char separator, Packing packing) {
        this(charset, separator, packing, false);
    }

    /** A file that is not packed. */
    public DelimitedFormat(Charset charset, char separator) {
        this(charset, separator, Packing.NONE);
    }

    @Override
    public Kind kind() {
        return Kind.DELIMITED;
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }
}

package org.corvee.source;

import java.nio.charset.Charset;

/**
 * How a delimited text is written. Its header names the columns; their order is free.
 *
 * @param charset the encoding, a property of the source and never guessed
 * @param separator between fields
 */
public record DelimitedFormat(Charset charset, char separator) {}

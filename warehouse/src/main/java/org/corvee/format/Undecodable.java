package org.corvee.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;

/** Finds the first bytes that a charset cannot read. Slow, and only needed to tell a person where they are. */
final class Undecodable {

    private Undecodable() {}

    static Problem find(Path file, Charset charset, Location location) {
        CharsetDecoder decoder = DelimitedReader.strict(charset);
        long line = 1;
        long offset = 0;
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                int before = bytes.position();
                CoderResult result = decoder.decode(bytes, characters, end);
                offset += bytes.position() - before;
                line += characters
                        .flip()
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
                characters.clear();
                if (result.isError()) {
                    int value = bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xFF : 0;
                    return Problem.cannot(location.atLine(line), "decode", "byte", String.format("0x%02X", value))
                            .expected(charset.name().toLowerCase(Locale.ROOT))
                            .found("bytes of another encoding at offset " + offset);
                }
                bytes.compact();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Problem.cannot(location, "decode", "the file").expected(charset.name());
    }
}

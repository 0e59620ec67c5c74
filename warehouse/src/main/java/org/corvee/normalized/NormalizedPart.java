package org.corvee.normalized;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.corvee.digest.Sha256;

/**
 * What became of a run of records of a snapshot.
 *
 * @param from the first byte of the snapshot that was read
 * @param to the byte after the last
 * @param records how many records were read
 * @param rows those that conform
 * @param rejected those that do not
 */
public record NormalizedPart(long from, long to, long records, Content rows, Content rejected) {

    /**
     * One Parquet file.
     *
     * @param name in the folder of the table
     * @param rows how many
     * @param size in bytes
     * @param sha256 of the bytes
     */
    public record Content(String name, long rows, long size, Sha256 sha256) {

        boolean isWhole(Path folder) {
            Path file = folder.resolve(name);
            try {
                return Files.isRegularFile(file) && Files.size(file) == size;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package org.corvee.format;

/**
 * A run of whole records of a file, which can be read without those before it.
 *
 * @param number from 0, in the order of the file
 * @param from the first byte
 * @param to the byte after the last
 * @param recordsBefore how many records of the file come before, the header not counted
 * @param linesBefore how many lines of the file come before
 * @param records how many there are; -1 for a file in one part, where nobody has counted them
 */
public record FilePart(int number, long from, long to, long recordsBefore, long linesBefore, long records) {

    static final long NOT_COUNTED = -1;

    static FilePart whole(long size) {
        return new FilePart(0, 0, size, 0, 0, NOT_COUNTED);
    }

    boolean holdsHeader() {
        return from == 0;
    }
}

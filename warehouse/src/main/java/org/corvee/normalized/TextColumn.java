package org.corvee.normalized;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.corvee.format.Row;
import org.corvee.format.Text;

/**
 * Texts. Those of a row group are listed once in a dictionary, found by the number that the reader of the column gave
 * them: to hash each text again, as Parquet's own writer does, took a third of the time of writing. Where one has no
 * number they are written one after the other. No least and greatest text is kept: normalized tables are read whole.
 */
final class TextColumn extends ColumnBuffer {

    private static final int NO_PLACE = -1;

    private final PrimitiveType type;
    private final List<Text> dictionary = new ArrayList<>();
    private boolean isNumbered = true;

    /** The place in the dictionary of the text of each number. */
    private int[] places = new int[0];

    /** The place in the dictionary of each value. */
    private int[] values = new int[FIRST_BYTES];

    private int size;

    TextColumn(PrimitiveType type) {
        this.type = type;
    }

    @Override
    int addPresent(Row row, int column) {
        return put(row.asText(column));
    }

    int add(String text) throws IOException {
        countPresent();
        return put(new Text(text));
    }

    private int put(Text text) {
        int number = text.number();
        int held = 0;
        int place = number >= 0 && number < places.length ? places[number] : NO_PLACE;
        if (place == NO_PLACE) {
            place = dictionary.size();
            dictionary.add(text);
            held = text.utf8().length;
            remember(number, place);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = place;
        return held;
    }

    private void remember(int number, int place) {
        if (number == Text.UNNUMBERED) {
            isNumbered = false;
            return;
        }
        if (number >= places.length) {
            int before = places.length;
            places = Arrays.copyOf(places, Math.max(2 * before, number + 1));
            Arrays.fill(places, before, places.length, NO_PLACE);
        }
        places[number] = place;
    }

    @Override
    void flush(PageWriter to) throws IOException {
        Statistics<?> none = Statistics.noopStats(type);
        if (isNumbered && size > 0) {
            DictionaryPage page = new DictionaryPage(plain(dictionary), dictionary.size(), Encoding.PLAIN);
            to.writeDictionaryPage(page);
            writePage(to, places(), Encoding.RLE_DICTIONARY, none);
        } else {
            writePage(to, plain(texts()), Encoding.PLAIN, none);
        }
        clear();
    }

    private List<Text> texts() {
        return Arrays.stream(values, 0, size).mapToObj(dictionary::get).toList();
    }

    private static BytesInput plain(List<Text> texts) {
        PlainValuesWriter plain = new PlainValuesWriter(FIRST_BYTES, MOST_BYTES, ALLOCATOR);
        texts.forEach(text -> plain.writeBytes(Binary.fromConstantByteArray(text.utf8())));
        return plain.getBytes();
    }

    /** How many bits a place has, in one byte, and the places. */
    private BytesInput places() throws IOException {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.size() - 1);
        RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(bits, FIRST_BYTES, MOST_BYTES, ALLOCATOR);
        for (int i = 0; i < size; i++) {
            encoder.writeInt(values[i]);
        }
        return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoder.toBytes());
    }

    private void clear() {
        dictionary.clear();
        Arrays.fill(places, NO_PLACE);
        isNumbered = true;
        size = 0;
    }
}

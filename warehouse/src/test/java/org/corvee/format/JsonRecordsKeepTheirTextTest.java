package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.problem.ProblemException;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsKeepTheirTextTest {

    private static final TableShape SHAPE =
            TestingShape.json(TestingShape.text("code"), TestingShape.decimal("value", 30, 12));

    private static final TableShape ROWS =
            TestingShape.jsonRows(TestingShape.text("CTY_CODE"), TestingShape.integer("GEN_VAL_MO"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void valuesAreTheTextThatStandsInTheFile() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                {"elapsed": 1, "count": 4, "data": [
                  {"code": "0101", "value": 452684213646.747},
                  {"value": 10.10, "code": 32},
                  {"code": true, "value": null},
                  {"code": "Ürümqi \\u4e4c", "value": 12345678901234567.123456789012}
                ], "error": ""}
                """);

        assertThat(file.header(SHAPE)).containsExactly("code", "value");
        assertThat(file.records(SHAPE))
                .containsExactly(
                        new RawRecord(1, 2, List.of("0101", "452684213646.747")),
                        new RawRecord(2, 3, List.of("32", "10.10")),
                        new RawRecord(3, 4, List.of("true", "")),
                        new RawRecord(4, 5, List.of("Ürümqi 乌", "12345678901234567.123456789012")));
    }

    @Test
    void keyThatIsMissingIsAMissingValueAndKeyThatIsUnknownRejectsItsRecord() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                {"data": [{"code": "1", "value": 1}, {"code": "2"}, {"code": "3", "value": 3, "unit": "kg"},
                {"code": "4", "value": 4, "value": 5}]}""");

        assertThat(file.records(SHAPE))
                .extracting(RawRecord::fields)
                .containsExactly(
                        List.of("1", "1"),
                        List.of("2", ""),
                        List.of("3", "3", "unit: kg"),
                        List.of("4", "4", "value: 5"));
        assertThat(file.rows(SHAPE))
                .filteredOn(RejectedRow.class::isInstance)
                .hasSize(2)
                .first()
                .isEqualTo(new RejectedRow(
                        3,
                        1,
                        null,
                        RejectReason.FIELD_COUNT,
                        "test_table table.csv:1: cannot read record 3: expected 2 fields, found 3",
                        "3,3,unit: kg"));
    }

    @Test
    void rowsAreReadByTheirHeader() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                [["CTY_CODE","GEN_VAL_MO","CTY_CODE"],
                ["5700","12","5700"],
                ["5820",null,"5820"],
                ["5830","7","5660"],
                ["5830"]]
                """);

        assertThat(file.header(ROWS)).containsExactly("CTY_CODE", "GEN_VAL_MO");
        assertThat(file.records(ROWS))
                .containsExactly(
                        new RawRecord(1, 2, List.of("5700", "12")),
                        new RawRecord(2, 3, List.of("5820", "")),
                        new RawRecord(3, 4, List.of("5830", "7", "CTY_CODE: 5660")),
                        new RawRecord(4, 5, List.of("5830")));
        assertThat(file.rows(ROWS)).filteredOn(RejectedRow.class::isInstance).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"count\": 0, \"data\": [], \"error\": \"\"} | cannot read the records: expected at least one, found none: the answer is empty",
                "{\"data\": null} | cannot read the records: expected an array of objects under 'data', found data null",
                "{\"statusCode\": 401, \"message\": \"denied\"} | cannot read the records: expected an array of objects under 'data', found statusCode '401', message 'denied'",
                "{\"data\": null, \"error\": \"no such period\"} | cannot read the records: expected an answer without an error, found 'no such period'",
                "{\"error\": {\"code\": 9}, \"data\": [{\"code\": 1}]} | cannot read the records: expected an answer without an error, found '9'",
                "{\"data\": \"none\"} | cannot read the records: expected an array of objects under 'data', found data 'none'",
                "[] | cannot read the records: expected an array of objects under 'data', found a file that starts with '[]'",
                "<!DOCTYPE html> <html> | cannot read the file: expected JSON, found a file that starts with '<!DOCTYPE html> <html>'",
                "`` | cannot read the records: expected an array of objects under 'data', found an empty file (0 bytes)",
                "{\"data\": [{\"code\": [1]}]} | cannot read code: expected one value, found an array",
                "{\"data\": [{\"code\": \"1\", \"value\": 2}], \"count\": 2} | cannot read the file to its end: expected 2 records, as 'count' says, found 1",
                "{\"data\": [{\"code\": \"1\", \"value\": 2}], \"error\": \"cut\"} | cannot read the records: expected an answer without an error, found 'cut'",
                "{\"data\": [{\"code\": \"1\", \"value\": NaN}]} | cannot read JSON: found 'Non-standard token 'NaN''",
                "{\"data\": [{\"code\": \"1\", \"value\": 1e}]} | cannot read JSON: found 'Unexpected character ('}' (code 125)) in numeric value: Exponent indicator not followed by a digit'",
                "{\"data\": [{\"code\": \"\\ud800\", \"value\": 2}]} | cannot read code: expected text, found an escape of half a character",
                "{\"data\": [{\"code\": \"\\x41\", \"value\": 2}]} | cannot read JSON: found 'Unrecognized character escape 'x' (code 120)'",
                "{\"data\": [{\"code\": \"1\", \"value\": 2}], \"data\": []} | cannot use key 'data': expected each key once, found it twice",
                "{\"data\": [{\"code\": \"1\", \"value\": 2}, 5]} | cannot read record 2: expected an object, found VALUE_NUMBER_INT",
                "{\"data\": [{\"code\": \"1\", \"value\": 2}, {\"co | cannot read the file to its end: expected JSON that is closed, found the end of the file: it may be truncated",
                "{\"data\": [{\"code\": \"1\", \"value\": 2}]} {} | cannot read the file to its end: expected one JSON value, found another one after it"
            })
    void whatIsNoAnswerIsRefusedWithOneMessage(String text, String message) throws IOException {
        TestingFile file = TestingFile.of(folder, text);

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> String.valueOf(e.getMessage()).replaceFirst("test_table table.csv(:1)?: ", ""))
                .isEqualTo(message);
    }

    @Test
    void longTableIsReadWhole() throws IOException {
        String records = IntStream.rangeClosed(1, 20_000)
                .mapToObj(i -> "{\"code\": \"" + i + "\", \"value\": " + i + ".5}")
                .collect(Collectors.joining(",\n"));
        TestingFile file = TestingFile.of(folder, "{\"data\": [" + records + "]}");

        List<RawRecord> read = file.records(SHAPE);

        assertThat(read).hasSize(20_000);
        assertThat(read.get(19_999)).isEqualTo(new RawRecord(20_000, 20_000, List.of("20000", "20000.5")));
    }
}

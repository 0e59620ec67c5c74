package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.problem.ProblemException;
import org.corvee.source.JsonFormat;
import org.corvee.source.Packing;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers whose records are nested. Their figures are made up in the shape of the World Bank and of the NBS. */
class JsonAnswersAreTakenApartTest {

    private static final TableShape WORLD_BANK = TestingShape.written(
            JsonFormat.of("1", new JsonFormat.Beside("0.total", null, Map.of("0.pages", "1"), false), Packing.NONE),
            TestingShape.text("indicator.id"),
            TestingShape.text("indicator.value"),
            TestingShape.text("date"),
            TestingShape.decimal("value", 18, 6));

    private static final TableShape NBS = TestingShape.written(
            new JsonFormat(
                    "returndata.datanodes",
                    Map.of("wds", new JsonFormat.Pair("wdcode", "valuecode")),
                    new JsonFormat.Beside(null, null, Map.of("returncode", "200"), true),
                    false,
                    Packing.NONE),
            TestingShape.text("code"),
            TestingShape.text("data.hasdata"),
            TestingShape.text("data.strdata"),
            TestingShape.text("wds.zb"),
            TestingShape.text("wds.sj"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void objectsInARecordAreColumnsNamedByTheirPath() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                [{"page":1,"pages":1,"per_page":"1000","total":3},
                [{"indicator":{"id":"PA.NUS","value":"Rate"},"date":"2024","value":7.10},
                {"date":"2023","value":null,"indicator":{"id":"PA.NUS","value":"Rate"}},
                {"indicator":null,"date":"2022","value":1E-3}]]
                """);

        assertThat(file.header(WORLD_BANK)).containsExactly("indicator.id", "indicator.value", "date", "value");
        assertThat(file.records(WORLD_BANK))
                .containsExactly(
                        new RawRecord(1, 2, List.of("PA.NUS", "Rate", "2024", "7.10")),
                        new RawRecord(2, 3, List.of("PA.NUS", "Rate", "2023", "")),
                        new RawRecord(3, 4, List.of("", "", "2022", "1E-3")));
        assertThat(file.rows(WORLD_BANK))
                .filteredOn(RejectedRow.class::isInstance)
                .hasSize(1);
    }

    @Test
    void pairsAreColumnsAndWhatIsNewInThemRejectsTheRecord() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                {"returncode":200,"returndata":{"datanodes":[
                {"code":"a","data":{"hasdata":true,"strdata":"6.2"},"wds":[{"valuecode":"A1","wdcode":"zb"},{"valuecode":"202412","wdcode":"sj"}]},
                {"code":"b","data":{"hasdata":false,"strdata":""},"wds":[{"wdcode":"sj","valuecode":"202411"},{"valuecode":"A1","wdcode":"zb"}]},
                {"code":"c","data":{"hasdata":true,"strdata":"6.2"},"wds":[{"valuecode":"A1","wdcode":"zb"},{"valuecode":"65","wdcode":"reg"}]},
                {"code":"d","data":{"hasdata":true,"strdata":"6.2"},"wds":[{"valuecode":"A1","wdcode":"zb","memo":"new"}]}
                ],"wdnodes":[{"nodes":[{"cname":"x"}],"wdcode":"zb"}]}}
                """);

        assertThat(file.header(NBS)).containsExactly("code", "data.hasdata", "data.strdata", "wds.zb", "wds.sj");
        assertThat(file.records(NBS))
                .extracting(RawRecord::fields)
                .containsExactly(
                        List.of("a", "true", "6.2", "A1", "202412"),
                        List.of("b", "false", "", "A1", "202411"),
                        List.of("c", "true", "6.2", "A1", "", "wds.reg: 65"),
                        List.of("d", "true", "6.2", "A1", "", "wds.zb.memo: new"));
    }

    @Test
    void answerThatMayBeEmptyHasTheDeclaredHeader() throws IOException {
        for (String none : List.of("[]", "null")) {
            TestingFile file =
                    TestingFile.of(folder, "{\"returncode\":200,\"returndata\":{\"datanodes\":" + none + "}}");

            assertThat(file.header(NBS)).hasSize(5);
            assertThat(file.records(NBS)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"returncode\":501,\"returndata\":\"sorry\"} | cannot read the records: expected returncode '200', found returncode '501', returndata 'sorry'",
                "{\"returndata\":{\"datanodes\":[]}} | cannot read the records: expected returncode '200', found nothing of it",
                "{\"returndata\":{\"datanodes\":[]},\"returncode\":500} | cannot read the records: expected returncode '200', found returncode '500'",
                "{\"returncode\":200,\"returndata\":{}} | cannot read the records: expected an array of objects under 'returndata.datanodes', found returncode '200'",
                "{\"returncode\":200,\"returndata\":{\"datanodes\":[{\"code\":\"a\",\"wds\":[1]}]}} | cannot read wds: expected objects with 'wdcode' and 'valuecode', found a value",
                "{\"returncode\":200,\"returndata\":{\"datanodes\":[{\"code\":\"a\",\"wds\":[{\"wdcode\":\"zb\"}]}]}} | cannot read wds: expected objects with 'wdcode' and 'valuecode', found one without",
                "{\"returncode\":200,\"returndata\":{\"datanodes\":[{\"wds\":[{\"wdcode\":\"a\",\"wdcode\":\"b\"}]}]}} | cannot use key 'wds.wdcode': expected each key once, found it twice"
            })
    void errorInDisguiseIsRefused(String text, String message) throws IOException {
        TestingFile file = TestingFile.of(folder, text);

        assertThatThrownBy(() -> file.records(NBS))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> String.valueOf(e.getMessage()).replaceFirst("test_table table.csv(:1)?: ", ""))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"message\":[{\"id\":\"120\",\"value\":\"not valid\"}]}] | cannot read the records: expected an array of objects under '1', found 0.message.0.id '120', 0.message.0.value 'not valid'",
                "[{\"pages\":2,\"total\":60},[{\"date\":\"2024\"}]] | cannot read the records: expected 0.pages '1', found 0.pages '2', 0.total '60'",
                "[{\"pages\":0,\"total\":0},null] | cannot read the records: expected 0.pages '1', found 0.pages '0', 0.total '0', 1 null",
                "[{\"pages\":1,\"total\":0},null] | cannot read the records: expected an array of objects under '1', found 0.pages '1', 0.total '0', 1 null",
                "[{\"pages\":1,\"total\":0},[]] | cannot read the records: expected at least one, found none: the answer is empty",
                "[{\"pages\":1,\"total\":2},[{\"indicator\":{\"id\":1,\"value\":2},\"date\":\"2024\",\"value\":7}]] | cannot read the file to its end: expected 2 records, as '0.total' says, found 1"
            })
    void answerThatIsNotWholeIsRefused(String text, String message) throws IOException {
        TestingFile file = TestingFile.of(folder, text);

        assertThatThrownBy(() -> file.records(WORLD_BANK))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> String.valueOf(e.getMessage()).replaceFirst("test_table table.csv(:1)?: ", ""))
                .isEqualTo(message);
    }
}

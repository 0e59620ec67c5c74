package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.Packing;
import org.corvee.source.SdmxFormat;
import org.corvee.source.TableFormat.Kind;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages made up in the shapes of SDMX-ML 2.1 and SDMX-JSON 1.0 and 2.0. */
class SdmxMessagesAreReadObservationByObservationTest {

    private static final ColumnSpec[] COLUMNS = {
        TestingShape.text("FREQ"),
        TestingShape.text("TIME_PERIOD"),
        TestingShape.decimal("OBS_VALUE", 18, 6),
        TestingShape.text("OBS_STATUS"),
        TestingShape.text("UNIT")
    };

    private static final TableShape XML = TestingShape.written(new SdmxFormat(Kind.SDMX_ML, Packing.NONE), COLUMNS);
    private static final TableShape JSON = TestingShape.written(new SdmxFormat(Kind.SDMX_JSON, Packing.NONE), COLUMNS);

    private static final String STRUCTURE = """
            "structure": {"dimensions": {"dataSet": [{"id": "FREQ", "values": [{"id": "M"}]}],
              "series": %s, "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2020"}, {"id": "2021"}]}]},
              "attributes": {"dataSet": [], "series": %s,
              "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}]}]}}
            """;

    private static final String UNITS = "[{\"id\": \"UNIT\", \"values\": [{\"name\": \"kg\"}, {\"name\": \"t\"}]}]";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void genericSeries() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                <m:GenericData xmlns:m="m" xmlns:g="g"><m:Header><m:Structure dimensionAtObservation="TIME_PERIOD"/></m:Header>
                <m:DataSet action="Replace" structureRef="X"><g:Series><g:SeriesKey><g:Value id="FREQ" value="M"/></g:SeriesKey>
                <g:Attributes><g:Value id="UNIT" value="kg"/></g:Attributes>
                <g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="1.50"/>
                <g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>
                <g:Obs><g:ObsDimension value="2021"/></g:Obs></g:Series>
                <g:Series><g:SeriesKey><g:Value id="FREQ" value="A"/></g:SeriesKey>
                <g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="3"/></g:Obs></g:Series></m:DataSet></m:GenericData>
                """);

        assertThat(file.header(XML)).containsExactly("FREQ", "UNIT", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS");
        assertThat(file.records(XML))
                .containsExactly(
                        new RawRecord(1, 4, List.of("M", "kg", "2020", "1.50", "A")),
                        new RawRecord(2, 6, List.of("M", "kg", "2021", "", "")),
                        new RawRecord(3, 8, List.of("A", "", "2020", "3", "")));
    }

    @Test
    void structureSpecificSeriesAndFlatObservations() throws IOException {
        for (String data : List.of(
                "<Series FREQ='M' UNIT='kg'><Obs TIME_PERIOD='2020' OBS_VALUE='1.50' OBS_STATUS='A'/></Series>",
                "<Group FREQ='X' UNIT='y'/><Obs FREQ='M' UNIT='kg' TIME_PERIOD='2020' OBS_VALUE='1.50' OBS_STATUS='A'/>")) {
            TestingFile file = TestingFile.of(
                    folder,
                    "<m:StructureSpecificData xmlns:m='m' xmlns:ss='s'><m:DataSet ss:action='Append' ss:dataScope='x'>"
                            + data + "</m:DataSet></m:StructureSpecificData>");

            assertThat(file.records(XML)).containsExactly(new RawRecord(1, 1, List.of("M", "kg", "2020", "1.50", "A")));
        }
    }

    @Test
    void seriesAndFlatObservationsInJson() throws IOException {
        String series = "{\"dataSets\": [{\"action\": \"Append\", \"series\": {\n"
                + "\"0\": {\"observations\": {\"0\": [1.50, 0], \"1\": [null, null]}, \"attributes\": [1]}}}],"
                + STRUCTURE.formatted("[{\"id\": \"AREA\", \"values\": [{\"id\": \"CN\"}]}]", UNITS) + "}";
        TableShape shape = TestingShape.ignoring(JSON, "AREA");

        assertThat(TestingFile.of(folder, series).records(shape))
                .containsExactly(
                        new RawRecord(1, 2, List.of("M", "CN", "t", "2020", "1.50", "A")),
                        new RawRecord(2, 2, List.of("M", "CN", "t", "2021", "", "")));

        String flat = "{\"data\": {\"structures\": ["
                + STRUCTURE
                        .formatted("[]", "[]")
                        .replace("\"structure\": ", "")
                        .replace(
                                "\"observation\": [{\"id\": \"OBS",
                                "\"observation\": [{\"id\": \"UNIT\", \"values\": []}, {\"id\": \"OBS")
                + "], \"dataSets\": [{\"observations\": {\"1\": [2, \"kg\", 0]}}]}}";
        assertThat(TestingFile.of(folder, flat).records(JSON))
                .containsExactly(new RawRecord(1, 5, List.of("M", "2021", "2", "kg", "A")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<m/> | cannot read the message: expected a message of SDMX with a data set, found none in it",
                "<m><DataSet/></m> | cannot read the observations: expected at least one, found none: the message is empty",
                "<m><DataSet action='Delete'><Obs TIME_PERIOD='2020'/></DataSet></m> | cannot read the data set: expected data, found what is to be deleted: action 'Delete'",
                "<m><DataSet><Obs FREQ='M'/></DataSet><Footer><Message code='413'><Text>later</Text></Message></Footer></m> | cannot read the observations: expected a message of data, found message 413: 'later'",
                "<Error><ErrorMessage code='100'><Text>No results</Text></ErrorMessage></Error> | cannot read the observations: expected a message of data, found message 100: 'No results'",
                "<m><DataSet><Series FREQ='M'><Obs FREQ='A'/></Series></DataSet></m> | cannot read FREQ: expected one value, found 'M' and 'A'",
                "<m><DataSet><Obs FREQ='M'/> | cannot read the message: expected XML, found 'XML document structures must start and end within the same entity.'"
            })
    void messageThatIsNoDataIsRefused(String text, String message) throws IOException {
        TestingFile file = TestingFile.of(folder, text);

        assertThatThrownBy(() -> file.header(XML))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> String.valueOf(e.getMessage()).replaceFirst("test_table table.csv(:1)?: ", ""))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"errors\": [{\"code\": 404, \"title\": \"none\"}]} | cannot read the observations: expected a message without errors, found {\"code\":404,\"title\":\"none\"}",
                "{} | cannot read the message: expected a structure with dimensions, found none",
                "<html> | cannot read the message: expected JSON, found 'Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'"
            })
    void messageInJsonThatIsNoDataIsRefused(String text, String message) throws IOException {
        TestingFile file = TestingFile.of(folder, text);

        assertThatThrownBy(() -> file.header(JSON))
                .isInstanceOf(ProblemException.class)
                .extracting(e -> String.valueOf(e.getMessage()).replaceFirst("test_table table.csv(:1)?: ", ""))
                .isEqualTo(message);
    }

    @Test
    void positionThatTheStructureHasNotIsRefused() throws IOException {
        String text =
                "{\"dataSets\": [{\"observations\": {\"7\": [1.50, 0]}}]," + STRUCTURE.formatted("[]", "[]") + "}";
        TestingFile file = TestingFile.of(folder, text);

        assertThatThrownBy(() -> file.header(JSON))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot find the value of 'TIME_PERIOD': expected one of 2,"
                        + " found position 7");
    }
}

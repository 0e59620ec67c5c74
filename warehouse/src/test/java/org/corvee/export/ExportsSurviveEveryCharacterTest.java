package org.corvee.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import org.corvee.chart.Chart;
import org.corvee.chart.Mark;
import org.corvee.chart.Nature;
import org.corvee.chart.Plot;
import org.corvee.duckdb.DuckDb;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows with quotes, commas, bars and TeX's special characters come out of every format as they went in. */
class ExportsSurviveEveryCharacterTest {

    @TempDir
    private Path folder = Path.of("");

    private String written(ExportFormat format) throws IOException, SQLException {
        try (Connection connection = TestingMart.connection()) {
            return Files.readString(new ExportWriter(connection)
                    .write(TestingMart.things(folder), Narrowing.NONE, EnumSet.of(format), folder.resolve("out"))
                    .get(0));
        }
    }

    @Test
    void csvDoublesQuotes() throws IOException, SQLException {
        assertThat(written(ExportFormat.CSV))
                .contains(
                        "\"[A] & \"\"B\"\", 50% | *x*\",2021,2021-01-01,2021-12-31,year,actual,person,100,99,101,f1,f1 f2,1\n")
                .endsWith(",7,7,,f3,f3,\n");
    }

    @Test
    void latexEscapesAndDoesNotTakeABracketForAnArgument() throws IOException, SQLException {
        assertThat(written(ExportFormat.TEX))
                .contains("\n{}[A] \\& \\textquotedbl{}B\\textquotedbl{}, 50\\% \\textbar{} *x* & 2021 &"
                        + " 100\\textsuperscript{1} \\\\\n")
                .contains("\nUnder\\_score & 2022 & $\\geq$\\,7 \\\\\n")
                .contains("“one \\textquotedbl{}hundred\\textquotedbl{} \\& 5\\%” \\cite{k1}; “about 200” \\cite{k2}.")
                .contains("\\caption{Things \\& more. 5\\% of all}");
    }

    @Test
    void markdownEscapesBarsAndStars() throws IOException, SQLException {
        assertThat(written(ExportFormat.MD))
                .contains("| \\[A\\] & \"B\", 50% \\| \\*x\\* | 2021 | 100[^1] |\n")
                .contains("[^1]: Things, Region\\_1, 2021, actual: “one \"hundred\" & 5%” [@k1];");
    }

    @Test
    void chartMovesThePointAndShowsRivals() throws IOException, SQLException {
        try (Connection connection = TestingMart.connection()) {
            Chart chart =
                    ChartMapping.chart(new ExportReader(connection).read(TestingMart.things(folder), Narrowing.NONE));

            Plot.Panel panel = ((Plot.Trend) chart.plot()).panels().get(0);
            Mark actual = panel.series().get(0).marks().get(0);
            assertThat(panel.series()).extracting(Plot.Series::name).containsExactly("actual", "target");
            assertThat(actual.amount().value()).isEqualByComparingTo(BigDecimal.ONE);
            assertThat(actual.amount().low()).isEqualByComparingTo("0.99");
            assertThat(actual.rivals()).containsExactly(new BigDecimal("2"));
            assertThat(actual.footnotes()).containsExactly(1);
            assertThat(panel.series().get(1).marks().get(0).nature()).isEqualTo(Nature.TARGET);
            assertThat(chart.footnotes())
                    .containsExactly("Things, Region_1, 2021, actual: “one \"hundred\" & 5%” [k1]; “about 200” [k2]."
                            + " Open: nobody has explained it.");
            assertThat(chart.edition()).isEqualTo("Corvée 0.1.0, run 20261125T020000.000Z, not a release");
        }
    }

    @Test
    void unitsOfDifferentKindNeverShareAPanel() throws IOException, SQLException {
        ExportSpec things = TestingMart.things(folder);
        try (Connection connection = TestingMart.connection()) {
            DuckDb.execute(connection, "update mart.m set unit = 'person_times' where period = '2022'");
            ExportContent content = new ExportReader(connection).read(things, Narrowing.NONE);

            assertThatThrownBy(() -> ChartMapping.chart(content))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage(
                            "export subject/things.yml: cannot draw axis 'Hundred persons': expected one unit: units of"
                                    + " different kind never share a panel, found person, person_times");
        }
    }

    @Test
    void everyMistakeOfADescriptorIsToldAtOnce() throws IOException {
        TestingMart.export(folder, "select 1", """
                title: Things
                titel: Things
                note: Made up.
                formats: [csv, xls]
                table: {name: Name}
                chart:
                  kind: trent
                  width: 90
                  series: measure
                  axes:
                    - {title: Persons, scale: 250}
                """);

        assertThatThrownBy(() -> ExportSpec.readAll(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot use key 'titel'")
                .hasMessageContaining("cannot write format 'xls'")
                .hasMessageContaining("cannot read kind 'trent'; allowed: trend, dots, grid; did you mean 'trend'?")
                .hasMessageContaining(
                        "cannot read width '90': expected the printed width in millimetres; allowed: 85, 170")
                .hasMessageContaining("cannot read scale '250': expected a power of ten, so that no digit changes");
    }

    @Test
    void everyColumnThatIsNotThereIsTold() throws IOException, SQLException {
        TestingMart.export(
                folder,
                "select * from mart.m order by period",
                TestingMart.DESCRIPTOR.replace("name: Name", "nam: Name").replace("series: measure", "series: serie"));
        ExportSpec export = ExportSpec.readAll(folder).get(0);

        try (Connection connection = TestingMart.connection()) {
            assertThatThrownBy(() -> new ExportReader(connection).read(export, Narrowing.NONE))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("export subject/things.yml: cannot find column 'nam'; allowed: name, period,")
                    .hasMessageContaining("cannot find column 'serie'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01..2023-09,Jan–Sep 2023",
        "2020-12..2021-02,Dec 2020–Feb 2021",
        "2016..2020,2016–2020",
        "2021,2021",
        "2022-05,May 2022",
        "2020-01-01..2020-07-13,2020-01-01 to 2020-07-13",
    })
    void periodsReadAsInAPaper(String period, String words) {
        assertThat(Words.period(period)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "3170000.000000,'3,170,000'",
        "-45.100000,−45.1",
        "0,0",
        "1234.5,'1,234.5'",
        "999,999",
        "100000,'100,000'"
    })
    void numbersKeepTheirDigits(BigDecimal number, String printed) {
        assertThat(Numbers.grouped(number)).isEqualTo(printed);
    }
}

package org.corvee.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class ChartWriterTest {

    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    @TempDir
    private Path folder;

    @Test
    void pdfHasOnePageOfThePrintedSize() throws IOException {
        Path file = folder.resolve("chart.pdf");

        ChartWriter.write(TestingCharts.panels(), file, ChartFormat.PDF);

        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isOne();
            assertThat((double) document.getPage(0).getMediaBox().getWidth())
                    .isCloseTo(170 * POINTS_PER_MILLIMETRE, offset(0.01));
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo(TestingCharts.panels().title());
            assertThat(document.getDocumentInformation().getCreationDate()).isNull();
        }
    }

    @Test
    void svgIsXmlOfThePrintedSizeAndAsksForNoFont() throws IOException, SAXException, ParserConfigurationException {
        Path file = folder.resolve("chart.svg");

        ChartWriter.write(TestingCharts.trend(), file, ChartFormat.SVG);

        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("width")).isEqualTo("85.00mm");
        String[] box = root.getAttribute("viewBox").split(" ", -1);
        double height = Double.parseDouble(root.getAttribute("height").replace("mm", ""));
        assertThat(Double.parseDouble(box[2])).isCloseTo(85 * POINTS_PER_MILLIMETRE, offset(0.01));
        assertThat(Double.parseDouble(box[3])).isCloseTo(height * POINTS_PER_MILLIMETRE, offset(0.03));
        assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(TestingCharts.trend().title());
        assertThat(root.getElementsByTagName("text").getLength()).isZero();
        assertThat(Files.readString(file)).doesNotContain("<!DOCTYPE");
    }

    @Test
    void pngHasSixHundredDotsToAnInch() throws IOException {
        Path file = folder.resolve("chart.png");

        ChartWriter.write(TestingCharts.dots(), file, ChartFormat.PNG);

        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo((int) Math.round(85 / 25.4 * 600));
        byte[] content = Files.readAllBytes(file);
        int density = new String(content, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        ByteBuffer numbers = ByteBuffer.wrap(content, density, 9);
        assertThat(numbers.getInt()).isEqualTo(23622);
        assertThat(numbers.getInt()).isEqualTo(23622);
        assertThat(numbers.get()).as("per metre").isOne();
    }

    @ParameterizedTest
    @EnumSource(ChartFormat.class)
    void theSameChartGivesTheSameBytesAndLeavesNothingElse(ChartFormat format) throws IOException {
        Path first = folder.resolve("first." + format.suffix());
        Path second = folder.resolve("second." + format.suffix());

        ChartWriter.write(TestingCharts.grid(), first, format);
        ChartWriter.write(TestingCharts.grid(), second, format);
        ChartWriter.write(TestingCharts.grid(), second, format);

        assertThat(second).hasSameBinaryContentAs(first);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void aLetterThatNoFontHasIsAProblemAndNotABox() {
        Chart chart = new Chart(
                "Made up",
                "",
                new Plot.Dots("Persons", List.of()),
                List.of("A letter that nobody has given a meaning: \u0378"),
                "",
                "",
                "",
                85);
        Path file = folder.resolve("chart.svg");

        assertThatThrownBy(() -> ChartWriter.write(chart, file, ChartFormat.SVG))
                .isInstanceOf(ProblemException.class)
                .hasMessage("chart Made up: cannot draw the text 'A letter that nobody has given a meaning: \u0378':"
                        + " expected an installed font that has '\u0378' (U+0378), such as those of the Debian packages"
                        + " fonts-noto-core and fonts-noto-cjk, found none");
        assertThat(folder).isEmptyDirectory();
    }
}

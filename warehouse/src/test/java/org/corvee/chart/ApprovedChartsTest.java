package org.corvee.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures of made-up charts against those that somebody has looked at. After a wanted change look at the pictures in
 * {@code target/charts} and approve them:
 * {@code mvn -q -Dquick test -pl warehouse -Dtest=ApprovedChartsTest -Dapprove=true}.
 */
class ApprovedChartsTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved-charts");
    private static final Path ACTUAL = Path.of("target/charts");

    private static final int DPI = 150;
    private static final int MOST_BYTES = 80_000;

    /** Of 255: what the edges of letters may differ by between versions of Java. */
    private static final int SAME = 40;

    /** Of 100,000 pixels. */
    private static final long TOLERATED = 50;

    static Iterable<String> names() {
        return TestingCharts.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void looksAsApproved(String name) throws IOException {
        BufferedImage found = PixelFile.image(
                ChartWriter.lay(Objects.requireNonNull(TestingCharts.all().get(name))), DPI);
        Path actual = Files.createDirectories(ACTUAL).resolve(name + ".png");
        ImageIO.write(found, "png", actual.toFile());
        Path approved = APPROVED.resolve(name + ".png");
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED);
            Files.copy(actual, approved, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(approved)
                .as("look at %s and approve it with -Dapprove=true", actual)
                .exists();
        assertThat(Files.size(approved)).isLessThan(MOST_BYTES);
        compare(blurred(ImageIO.read(approved.toFile())), blurred(found), approved, actual);
    }

    private static void compare(Pixels expected, Pixels found, Path approved, Path actual) throws IOException {
        if (expected.width() != found.width() || expected.height() != found.height()) {
            fail("%s is %d × %d pixels, the approved %s is %d × %d"
                    .formatted(actual, found.width(), found.height(), approved, expected.width(), expected.height()));
        }
        BufferedImage difference = new BufferedImage(found.width(), found.height(), BufferedImage.TYPE_INT_RGB);
        long different = 0;
        for (int y = 0; y < found.height(); y++) {
            for (int x = 0; x < found.width(); x++) {
                int distance = 0;
                for (int color = 0; color < 3; color++) {
                    distance = Math.max(distance, Math.abs(expected.at(x, y, color) - found.at(x, y, color)));
                }
                different += distance > SAME ? 1 : 0;
                int pale = 255 - (255 - found.at(x, y, 1)) / 4;
                difference.setRGB(x, y, distance > SAME ? 0xff0000 : pale << 16 | pale << 8 | pale);
            }
        }
        long share = 100_000 * different / ((long) found.width() * found.height());
        if (share > TOLERATED) {
            Path picture = actual.resolveSibling(actual.getFileName().toString().replace(".png", ".difference.png"));
            ImageIO.write(difference, "png", picture.toFile());
            fail(("%d of 100,000 pixels differ, at most %d may; look at %s (actual) and %s (differences in red), and"
                            + " compare %s (approved). To approve the actual one: -Dapprove=true")
                    .formatted(share, TOLERATED, actual, picture, approved));
        }
    }

    /** Colours of a picture, three for each pixel. */
    private static final class Pixels {
        private final int width;
        private final int height;
        private final int[] colors;

        Pixels(int width, int height) {
            this.width = width;
            this.height = height;
            this.colors = new int[3 * width * height];
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }

        int at(int x, int y, int color) {
            return colors[3 * (y * width + x) + color];
        }
    }

    /** Each pixel as the mean of itself and its eight neighbours. */
    private static Pixels blurred(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Pixels blurred = new Pixels(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                int count = 0;
                for (int j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
                    for (int i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
                        int pixel = pixels[j * width + i];
                        red += pixel >> 16 & 0xff;
                        green += pixel >> 8 & 0xff;
                        blue += pixel & 0xff;
                        count++;
                    }
                }
                int at = 3 * (y * width + x);
                blurred.colors[at] = red / count;
                blurred.colors[at + 1] = green / count;
                blurred.colors[at + 2] = blue / count;
            }
        }
        return blurred;
    }
}

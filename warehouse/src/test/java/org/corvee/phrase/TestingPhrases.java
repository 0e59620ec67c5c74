package org.corvee.phrase;

import java.util.List;
import java.util.Random;

/** Random phrases, the same ones for the same seed. */
final class TestingPhrases {

    private static final List<String> QUALIFIERS = List.of(
            "",
            "",
            "over ",
            "more than ",
            "at least ",
            "up to ",
            "within ",
            "about ",
            "some ",
            "nearly ",
            "almost ",
            "no more than ",
            "mehr als ",
            "oltre ",
            "circa ",
            "约",
            "超过",
            "不到",
            "近");
    private static final List<String> NUMBERS = List.of(
            "3",
            "0",
            "10",
            "57",
            "90",
            "100",
            "150",
            "1,323",
            "20,000",
            "461,000",
            "1,090",
            "3.17",
            "693.50",
            "0.5",
            "0.001",
            "100.0",
            "2,133.8",
            "2019",
            "2,019",
            "-61.3",
            "two",
            "fifteen",
            "twenty-five",
            "two and a half",
            "a hundred",
            "half a million",
            "three hundred and five",
            "两",
            "三十",
            "1001億6000",
            "734万1700",
            "76,51",
            "12 345",
            "999999999999999999",
            "1,000,000,000,000");
    private static final List<String> MAGNITUDES = List.of(
            "",
            "",
            "",
            "",
            " hundred",
            " thousand",
            " million",
            " billion",
            " trillion",
            " hundred thousand",
            " trillion trillion",
            "万",
            "亿",
            "多万",
            " Milliarden",
            " milioni",
            "mila",
            " milyar 510 milyon",
            " dozen");
    private static final List<String> UNITS = List.of(
            "",
            "",
            "",
            " percent",
            "%",
            "%以上",
            " dollars",
            "元",
            "人次",
            "人以上",
            " households",
            " or more",
            "-fold",
            "萬(wàn)人",
            " yuan",
            "左右");
    private static final List<String> JOINTS =
            List.of(" to ", "-", "–", " and ", ", ", " or ", " in 2021 to over ", "至", " ", "; ");
    private static final List<String> VAGUE = List.of(
            "hundreds of thousands",
            "thousands",
            "tens of millions",
            "several hundred thousand",
            "several billion",
            "dozens",
            "most",
            "a majority of",
            "both",
            "twice",
            "threefold",
            "between 2 and 3",
            "from 2 to 3");
    private static final String CHARACTERS =
            "0123456789.,-–~%$+()[]/:'\" 一二三十百千万亿两多余以上以内年月日元第约近超至和abcdefghtnmlr\n\t０１，％";

    private final Random random;

    TestingPhrases(long seed) {
        this.random = new Random(seed);
    }

    /** A phrase out of the words that number phrases are made of, sensible or not. */
    String phrase() {
        StringBuilder phrase = new StringBuilder(quantity());
        int more = random.nextInt(4);
        for (int i = 0; i < more; i++) {
            phrase.append(any(JOINTS)).append(quantity());
        }
        return phrase.toString();
    }

    private String quantity() {
        return random.nextInt(8) == 0
                ? any(QUALIFIERS) + any(VAGUE)
                : any(QUALIFIERS) + any(NUMBERS) + any(MAGNITUDES) + any(UNITS);
    }

    /** Any text: half of its characters are those that numbers are written with. */
    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            if (random.nextBoolean()) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            } else if (random.nextBoolean()) {
                text.append(any(List.of(any(QUALIFIERS), any(MAGNITUDES), any(UNITS), any(JOINTS), any(VAGUE))));
            } else {
                text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            }
        }
        return text.toString();
    }

    String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

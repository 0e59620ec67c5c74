package org.corvee.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.chart.Plot.Break;
import org.corvee.chart.Plot.Cell;
import org.corvee.chart.Plot.Dot;
import org.corvee.chart.Plot.Dots;
import org.corvee.chart.Plot.Grid;
import org.corvee.chart.Plot.Panel;
import org.corvee.chart.Plot.Series;
import org.corvee.chart.Plot.Trend;
import org.jspecify.annotations.Nullable;

/** Charts whose every number, name and footnote is made up. Each has what is hard to draw. */
final class TestingCharts {

    private static final String SOURCES = "Sources: Made-Up Gazette 2019; Journal of Invented Figures 3(2), 2021.";
    private static final String EDITION = "Made up for a test";

    private TestingCharts() {}

    static Map<String, Chart> all() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("trend", trend());
        charts.put("panels", panels());
        charts.put("dots", dots());
        charts.put("wide_dots", wideDots());
        charts.put("grid", grid());
        charts.put("footnotes", footnotes());
        charts.put("crowd", crowd());
        return charts;
    }

    /** Targets, bands, a break, nine months, rivals, footnotes, a plan, a missing year, an open end. */
    static Chart trend() {
        List<Mark> transfers = List.of(
                year(2010, "2.1", "2.05", "2.15").build(),
                year(2011, "2.3", "2.25", "2.35").build(),
                year(2012, "2.25", "2.2", "2.3").rivals("2.6").notes(1).build(),
                year(2014, "2.8", "2.6", "3.0").build(),
                year(2015, "2.75", "2.7", "2.8").build(),
                year(2016, "2.6", "2.6", null).build(),
                year(2017, "2.75", "2.7", "2.8")
                        .rivals("2.4", "2.95")
                        .notes(2, 3)
                        .build(),
                year(2018, "2.9", "2.85", "2.95").build(),
                year(2019, "2.92", "2.9", "2.94").build(),
                year(2020, "3.17", "3.165", "3.175").build(),
                new MarkBuilder(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 9, 30), "2.6", "2.55", "2.65")
                        .label("Jan–Sep")
                        .notes(4)
                        .build(),
                year(2015, "2.2", "2.2", "2.2").nature(Nature.TARGET).build(),
                year(2018, "2.5", "2.5", "2.5").nature(Nature.TARGET).build(),
                year(2022, "3.4", "3.1", "3.7").nature(Nature.ESTIMATE).build(),
                new MarkBuilder(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31), "2.9", "2.9", null)
                        .nature(Nature.TARGET)
                        .label("plan, each year")
                        .build());
        return new Chart(
                "Labour transfers, invented",
                "Million person-times, all of an invented region",
                new Trend(List.of(new Panel(
                        "Million person-times",
                        List.of(new Series("Transfers", transfers)),
                        List.of(new Break(LocalDate.of(2013, 7, 1), "new definition"))))),
                List.of(
                        "The Gazette counts seasonal work as well.",
                        "Two papers of the same office differ by 0.35 million.",
                        "The lower figure leaves out one prefecture.",
                        "Nine months; not to be compared with full years."),
                "Targets are annual. A line joins full years that follow each other under one definition.",
                SOURCES,
                EDITION,
                85);
    }

    /** Two panels on one time axis, two columns wide, several series whose ends come together. */
    static Chart panels() {
        List<Series> persons = List.of(
                new Series(
                        "Northern towns", years(2012, "310", "322", "335", "348", "352", "361", "377", "390", "401")),
                new Series(
                        "Southern towns", years(2012, "210", "240", "262", "291", "330", "352", "371", "388", "399")),
                new Series(
                        "Farms of the corps, all of its divisions",
                        years(2012, "120", "180", "190", "260", "290", "330", "365", "384", "396")),
                new Series("Seasonal", years(2014, "95", "90", "84", "88", "70", "66")));
        List<Mark> trade = List.of(
                year(2012, "1250", "1245", "1255").build(),
                year(2013, "1310", "1305", "1315").build(),
                year(2014, "1480", "1475", "1485").build(),
                year(2016, "900", "880", "920").rivals("1010").notes(1).build(),
                year(2017, "1120", "1115", "1125").build(),
                year(2018, "1333.5", "1333", "1334").build(),
                year(2019, "1505", "1500", "1510").build(),
                new MarkBuilder(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 4, 30), "410", "409", "411")
                        .label("Jan–Apr")
                        .build());
        return new Chart(
                "Persons moved and goods sold, invented",
                "Four invented groups; the lower panel has one",
                new Trend(List.of(
                        new Panel("Thousand persons", persons, List.of()),
                        new Panel(
                                "Exports, million US dollars",
                                List.of(new Series("Exports", trade)),
                                List.of(new Break(LocalDate.of(2015, 1, 1), "customs regime changes"))))),
                List.of("Another table of the same yearbook prints 1,010."),
                "",
                SOURCES,
                EDITION,
                170);
    }

    /** Groups, negative values, open ends, estimates and a long name. */
    static Chart dots() {
        List<Dot> rows = List.of(
                dot("South", "Akbulak", "12.4", "11.9", "12.9", Nature.ACTUAL, List.of(), List.of()),
                dot(
                        "South",
                        "Boston and the villages around it",
                        "3.1",
                        "3.1",
                        "3.1",
                        Nature.ACTUAL,
                        List.of("6.2"),
                        List.of(1)),
                dot("South", "Charbag", "-4.25", "-5", "-3.5", Nature.ACTUAL, List.of(), List.of()),
                dot("South", "Dolan", null, "8", "10", Nature.ACTUAL, List.of(), List.of()),
                dot("North", "Emel", "7", "7", null, Nature.ACTUAL, List.of(), List.of(2)),
                dot("North", "Fuhai", "9.5", "9.5", "9.5", Nature.TARGET, List.of(), List.of()),
                dot("North", "Gulcha", "-1.5", null, "-1.5", Nature.ESTIMATE, List.of(), List.of()),
                dot("North", "Hami Road", "0", "0", "0", Nature.ACTUAL, List.of("0.8"), List.of()));
        return new Chart(
                "Change by invented county",
                "Change from the year before",
                new Dots("Percent", rows),
                List.of("A second bulletin says 6.2.", "“Over 7”: only the floor is stated."),
                "",
                SOURCES,
                EDITION,
                85);
    }

    /** Two columns wide, with large numbers, so that the last number of the axis needs room as well. */
    static Chart wideDots() {
        return new Chart(
                "Persons by invented county",
                "",
                new Dots(
                        "Persons",
                        List.of(
                                dot(null, "Akbulak", "700000", "650000", null, Nature.ACTUAL, List.of(), List.of()),
                                dot(null, "Boston", "799000", "799000", "799000", Nature.TARGET, List.of(), List.of()),
                                dot(null, "Charbag", null, "100000", "250000", Nature.TARGET, List.of(), List.of()),
                                dot(null, "Dolan", null, null, "330000", Nature.ESTIMATE, List.of("480000"), List.of()),
                                dot(null, "Emel", null, null, null, Nature.ACTUAL, List.of(), List.of(1)))),
                List.of("“Many”, says the only document."),
                "",
                SOURCES,
                EDITION,
                170);
    }

    /** A field with empty and unknown cells. */
    static Chart grid() {
        List<String> columns = new ArrayList<>();
        for (int year = 2012; year <= 2023; year++) {
            columns.add(Integer.toString(year));
        }
        List<String> rows = List.of("All of the region", "Akbulak", "Boston", "Charbag, old town", "Dolan");
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                int number = (i * 7 + j * 5) % 11;
                if (number > 2) {
                    cells.add(new Cell(
                            columns.get(j),
                            rows.get(i),
                            number == 6
                                    ? null
                                    : new BigDecimal(number - 3)
                                            .movePointLeft(1)
                                            .multiply(new BigDecimal("1.4")),
                            number == 3 ? "" : Integer.toString(number),
                            number == 10 ? List.of(1) : List.of()));
                }
            }
        }
        return new Chart(
                "What is stated for which year, invented",
                "Number of figures; darker: more of them agree",
                new Grid(columns, rows, cells, "light: none agree; dark: all agree. Blank: nothing is stated."),
                List.of("Counted twice in one of the tables."),
                "",
                SOURCES,
                EDITION,
                85);
    }

    /** Texts that take several lines, and Uyghur, which the font that ships has. */
    static Chart footnotes() {
        return new Chart(
                "A title that says so much about an invented region that it takes two lines at the width of one column",
                "شىنجاڭ – a subtitle that starts in Uyghur and goes on in English until it must be wrapped, too",
                new Trend(List.of(new Panel(
                        "Persons, thousand, of invented households that are counted once only",
                        List.of(new Series(
                                "ئۈرۈمچى",
                                List.of(
                                        year(2018, "30", "30", "30").notes(1).build(),
                                        year(2019, "45.5", "45", "46")
                                                .notes(2, 3)
                                                .build(),
                                        year(2020, "41", "40", "42")
                                                .notes(4, 10)
                                                .build()))),
                        List.of()))),
                List.of(
                        "The first note is short.",
                        "The second one explains at length that one office counts persons on the day on which they"
                                + " leave,"
                                + " another one on the day on which they arrive, and that both print the number without"
                                + " saying so.",
                        "The third has averyveryverylongwordthatnobodywouldeverwrite"
                                + "butthatmustnotleavethepicturewhateverhappenshere.",
                        "The fourth: “ئىشچى”, as the document writes.",
                        "5.",
                        "6.",
                        "7.",
                        "8.",
                        "9.",
                        "The tenth shows that two digits stand in the same column."),
                "Note on more than one line, because what a reader must know before the picture is used is"
                        + " rarely short.",
                SOURCES + " Reports of the Imaginary Bureau 1–9.",
                EDITION,
                85);
    }

    /** Seven series in one column whose ends lie close to each other, one label apiece. */
    static Chart crowd() {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            List<Mark> marks = new ArrayList<>();
            for (int j = 0; j < 24; j++) {
                String value =
                        Integer.toString(200_000 + i * 130_000 + j * (40_000 - i * 5_300) + (i * j * 7919) % 30_000);
                MarkBuilder mark = year(2001 + j, value, value, value);
                marks.add((j % 9 == i ? mark.notes(1) : mark).build());
            }
            series.add(new Series("Invented county " + (char) ('A' + i), marks));
        }
        return new Chart(
                "Seven invented counties",
                "",
                new Trend(List.of(new Panel("Persons", series, List.of()))),
                List.of("Revised once."),
                "",
                SOURCES,
                EDITION,
                85);
    }

    static MarkBuilder year(int year, @Nullable String value, @Nullable String low, @Nullable String high) {
        return new MarkBuilder(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), value, low, high).fullYear();
    }

    private static List<Mark> years(int first, String... values) {
        List<Mark> marks = new ArrayList<>();
        for (String value : values) {
            marks.add(year(first + marks.size(), value, value, value).build());
        }
        return marks;
    }

    private static Dot dot(
            @Nullable String group,
            String name,
            @Nullable String value,
            @Nullable String low,
            @Nullable String high,
            Nature nature,
            List<String> rivals,
            List<Integer> notes) {
        return new Dot(
                group,
                name,
                amount(value, low, high),
                nature,
                rivals.stream().map(BigDecimal::new).toList(),
                notes,
                null);
    }

    static Amount amount(@Nullable String value, @Nullable String low, @Nullable String high) {
        return new Amount(number(value), number(low), number(high));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /** Spells a mark out, so that a chart above reads like a table. */
    static final class MarkBuilder {
        private final LocalDate start;
        private final LocalDate end;
        private final Amount amount;
        private Nature nature = Nature.ACTUAL;
        private boolean isFullYear;
        private List<BigDecimal> rivals = List.of();
        private List<Integer> notes = List.of();
        private @Nullable String label;

        MarkBuilder(
                LocalDate start, LocalDate end, @Nullable String value, @Nullable String low, @Nullable String high) {
            this.start = start;
            this.end = end;
            this.amount = amount(value, low, high);
        }

        MarkBuilder fullYear() {
            isFullYear = true;
            return this;
        }

        MarkBuilder nature(Nature value) {
            nature = value;
            return this;
        }

        MarkBuilder rivals(String... values) {
            rivals = List.of(values).stream().map(BigDecimal::new).toList();
            return this;
        }

        MarkBuilder notes(Integer... numbers) {
            notes = List.of(numbers);
            return this;
        }

        MarkBuilder label(String text) {
            label = text;
            return this;
        }

        Mark build() {
            return new Mark(start, end, amount, nature, isFullYear, rivals, notes, label);
        }
    }
}

package org.corvee.jobs.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fields of a cron expression, in their order. */
enum CronField {
    SECOND(0, "second", 0, 59, ""),
    MINUTE(1, "minute", 0, 59, ""),
    HOUR(2, "hour", 0, 23, ""),
    DAY_OF_MONTH(3, "day of month", 1, 31, ""),
    MONTH(4, "month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    /** Sunday is 7, and may be written 0. */
    DAY_OF_WEEK(5, "day of week", 1, 7, "MON TUE WED THU FRI SAT SUN");

    private static final int SUNDAY = 7;

    private static final Pattern ITEM = Pattern.compile("(?<all>[*?])|(?<low>[0-9A-Z]+)(-(?<high>[0-9A-Z]+))?");

    private final int position;
    private final String label;
    private final int first;
    private final int last;
    /** Of its values from 1 on, with blanks between them; empty when they have none. */
    private final String names;

    CronField(int position, String label, int first, int last, String names) {
        this.position = position;
        this.label = label;
        this.first = first;
        this.last = last;
        this.names = names;
    }

    /** As a person calls it. */
    String label() {
        return label;
    }

    /** What a field can hold. */
    String range() {
        return first + " to " + last
                + (names.isEmpty()
                        ? ""
                        : " or " + split(names).get(0) + " to " + split(names).get(last - 1));
    }

    /** What stands between blanks; of an expression, its fields. */
    static List<String> split(String cron) {
        return List.of(cron.strip().split("\\s+", -1));
    }

    /** What an expression of six fields has for this one. */
    String text(String cron) {
        return split(cron).get(position);
    }

    /** An expression that says nothing but this. */
    String alone(String text) {
        return Stream.of(values()).map(field -> field == this ? text : "*").collect(Collectors.joining(" "));
    }

    boolean isEvery(List<Integer> values) {
        return values.size() == last - first + 1;
    }

    /**
     * The values that a valid expression has for this field, ascending; empty when it says what no list of values says, such
     * as the last Friday.
     */
    Optional<List<Integer>> values(String cron) {
        SortedSet<Integer> values = new TreeSet<>();
        for (String item : text(cron).toUpperCase(Locale.ROOT).split(",", -1)) {
            int slash = item.indexOf('/');
            Matcher matcher = ITEM.matcher(slash < 0 ? item : item.substring(0, slash));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int low = first;
            int high = last;
            if (matcher.group("all") == null) {
                Optional<Integer> from = value(matcher.group("low"));
                Optional<Integer> to =
                        value(matcher.group("high") == null ? matcher.group("low") : matcher.group("high"));
                if (from.isEmpty() || to.isEmpty()) {
                    return Optional.empty();
                }
                low = from.get();
                high = slash >= 0 && matcher.group("high") == null ? last : to.get();
            }
            if (this == DAY_OF_WEEK && low == SUNDAY && high != SUNDAY) {
                low = 0;
            }
            int step = slash < 0 ? 1 : Integer.parseInt(item.substring(slash + 1));
            for (int value = low; value <= high; value += step) {
                values.add(this == DAY_OF_WEEK && value == 0 ? SUNDAY : value);
            }
        }
        return Optional.of(List.copyOf(values));
    }

    private Optional<Integer> value(String text) {
        int name = split(names).indexOf(text);
        if (!text.isEmpty() && name >= 0) {
            return Optional.of(name + 1);
        }
        return text.matches("\\d{1,2}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** Ascending values as a list in which neighbours are a range: {@code 1-5,7}; {@code *} when they are all there are. */
    String list(List<Integer> values, String to, IntFunction<String> written) {
        if (isEvery(values)) {
            return "*";
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= values.size(); i++) {
            if (i == values.size() || values.get(i) != values.get(i - 1) + 1) {
                int length = i - start;
                if (length > 2) {
                    parts.add(written.apply(values.get(start)) + to + written.apply(values.get(i - 1)));
                } else {
                    IntStream.range(start, i)
                            .mapToObj(at -> written.apply(values.get(at)))
                            .forEach(parts::add);
                }
                start = i;
            }
        }
        return String.join(",", parts);
    }
}

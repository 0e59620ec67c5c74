package org.corvee.export;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods and codes as a reader of a paper expects them. */
final class Words {

    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern MONTHS = Pattern.compile("(\\d{4})-(\\d{2})\\.\\.(\\d{4})-(\\d{2})");
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+");

    private Words() {}

    /** {@code 2023-01..2023-09} as Jan–Sep 2023, {@code 2016..2020} as 2016–2020. */
    static String period(String period) {
        Matcher months = MONTHS.matcher(period);
        if (months.matches()) {
            String last = month(months.group(4)) + " " + months.group(3);
            return months.group(1).equals(months.group(3))
                    ? month(months.group(2)) + "–" + last
                    : month(months.group(2)) + " " + months.group(1) + "–" + last;
        }
        Matcher month = MONTH.matcher(period);
        if (month.matches()) {
            return month(month.group(2)) + " " + month.group(1);
        }
        // Days have hyphens of their own.
        return period.replace("..", period.contains("-") ? " to " : "–");
    }

    /** The months of a part of one year, such as Jan–Sep; the day for a point in time; "" for whole years. */
    static String part(String period) {
        Matcher months = MONTHS.matcher(period);
        if (months.matches() && months.group(1).equals(months.group(3))) {
            return month(months.group(2)) + "–" + month(months.group(4));
        }
        Matcher month = MONTH.matcher(period);
        return month.matches() ? month(month.group(2)) : "";
    }

    private static String month(String digits) {
        return Month.of(Integer.parseInt(digits))
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                .substring(0, 3);
    }

    /** A code as words: {@code person_times} as person times; any other text as it is. */
    static String code(String text) {
        return CODE.matcher(text).matches() ? text.replace('_', ' ') : text;
    }
}

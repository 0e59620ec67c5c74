package org.corvee.export;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The part of an export that is asked for.
 *
 * @param firstYear no period begins before it; null for any
 * @param lastYear no period ends after it; null for any
 * @param region the region of all rows; null for any
 * @param partner the counterpart of all rows; null for any
 */
public record Narrowing(
        @Nullable Integer firstYear,
        @Nullable Integer lastYear,
        @Nullable Place region,
        @Nullable Place partner) {

    /** The whole export. */
    public static final Narrowing NONE = new Narrowing(null, null, null, null);

    private static final Pattern YEARS = Pattern.compile("(\\d{4})?(\\.\\.)?(\\d{4})?");

    /**
     * A region or a partner.
     *
     * @param code its code
     * @param name the English name that marts show
     */
    public record Place(String code, String name) {}

    /**
     * Reads what a person asks for.
     *
     * @param years as 2016..2023, 2020, 2016.. or ..2023; null for all
     * @param region a name in any language or a code; null for all
     * @param partner a name or a code of a trade partner or of a region; null for all
     * @throws ProblemException when something of it is unknown, with the nearest names
     */
    public static Narrowing of(
            Connection connection, @Nullable String years, @Nullable String region, @Nullable String partner)
            throws SQLException {
        Integer first = null;
        Integer last = null;
        if (years != null) {
            Matcher matcher = YEARS.matcher(years);
            if (!matcher.matches() || (matcher.group(1) == null && matcher.group(3) == null)) {
                throw unreadableYears(years);
            }
            first = year(matcher.group(1));
            last = matcher.group(2) == null ? first : year(matcher.group(3));
            if (matcher.group(2) == null && matcher.group(3) != null) {
                throw unreadableYears(years);
            }
            if (first != null && last != null && first > last) {
                throw unreadableYears(years);
            }
        }
        return new Narrowing(
                first,
                last,
                region == null ? null : place(connection, "region", region, regionNames()),
                partner == null
                        ? null
                        : place(connection, "partner", partner, partnerNames() + " union all " + regionNames()));
    }

    private static ProblemException unreadableYears(String years) {
        return new ProblemException(Problem.cannot(Location.ofFile("export"), "read", "--years", years)
                .expected("2016..2023, 2020, 2016.. or ..2023"));
    }

    private static @Nullable Integer year(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static String regionNames() {
        return """
               select name.name, name.region_code as code, preferred.name as shown
               from ref.region_name as name
               join ref.region_name as preferred on preferred.region_code = name.region_code
               where preferred.language = 'en' and preferred.is_preferred = 'true'
               union all
               select region_code, region_code, name from ref.region_name
               where language = 'en' and is_preferred = 'true'
               """;
    }

    private static String partnerNames() {
        return """
               select name, partner_code as code, name as shown from ref.partner
               union all
               select partner_code, partner_code, name from ref.partner
               union all
               select code.name, code.partner_code, partner.name
               from ref.partner_code as code join ref.partner as partner using (partner_code)
               union all
               select code.name_zh, code.partner_code, partner.name
               from ref.partner_code as code join ref.partner as partner using (partner_code)
               where code.name_zh is not null
               """;
    }

    private static Place place(Connection connection, String thing, String asked, String names) throws SQLException {
        Map<String, Place> found = new LinkedHashMap<>();
        List<String> known = new ArrayList<>();
        for (Map<String, @Nullable String> row :
                DuckDb.rows(connection, "select distinct name, code, shown from (" + names + ") order by name, code")) {
            String name = String.valueOf(row.get("name"));
            known.add(name);
            if (plain(name).equals(plain(asked))) {
                String code = String.valueOf(row.get("code"));
                found.put(code, new Place(code, String.valueOf(row.get("shown"))));
            }
        }
        Problem problem = Problem.cannot(Location.ofFile("export"), "find", thing, asked);
        if (found.isEmpty()) {
            throw new ProblemException(problem.nearest(asked, known));
        }
        if (found.size() > 1) {
            throw new ProblemException(problem.expected("a name of one place")
                    .allowed(found.values().stream()
                            .map(place -> place.code() + " " + place.name())
                            .toList()));
        }
        return found.values().iterator().next();
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** The end of the file names, so that a part never looks like the whole; empty for the whole. */
    String suffix() {
        StringBuilder suffix = new StringBuilder();
        if (firstYear != null || lastYear != null) {
            suffix.append("-years-").append(firstYear == null ? "until" : firstYear);
            if (!String.valueOf(firstYear).equals(String.valueOf(lastYear))) {
                suffix.append('-').append(lastYear == null ? "on" : lastYear);
            }
        }
        if (region != null) {
            suffix.append("-region-").append(region.code());
        }
        if (partner != null) {
            suffix.append("-partner-").append(partner.code());
        }
        return suffix.toString();
    }

    /** What it leaves, for subtitles: 2016–2023, Xinjiang; empty for the whole. */
    String words() {
        List<String> words = new ArrayList<>();
        if (firstYear != null || lastYear != null) {
            words.add(
                    firstYear == null
                            ? "until " + lastYear
                            : lastYear == null
                                    ? "since " + firstYear
                                    : firstYear.equals(lastYear) ? "" + firstYear : firstYear + "–" + lastYear);
        }
        if (region != null) {
            words.add(region.name());
        }
        if (partner != null) {
            words.add("counterpart " + partner.name());
        }
        return String.join(", ", words);
    }

    /**
     * The condition that rows meet.
     *
     * @param columns of the export
     * @throws ProblemException when the export has no column that the narrowing asks for
     */
    String condition(ExportSpec export, Set<String> columns) {
        List<String> conditions = new ArrayList<>();
        if (firstYear != null) {
            require(export, columns, "--years", "period_start");
            conditions.add("period_start >= date " + Sql.literal(firstYear + "-01-01"));
        }
        if (lastYear != null) {
            require(export, columns, "--years", "period_end");
            conditions.add("period_end <= date " + Sql.literal(lastYear + "-12-31"));
        }
        if (region != null) {
            require(export, columns, "--region", "region");
            conditions.add("region = " + Sql.literal(region.name()));
        }
        if (partner != null) {
            require(export, columns, "--partner", "counterpart");
            conditions.add("counterpart = " + Sql.literal(partner.name()));
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static void require(ExportSpec export, Set<String> columns, String option, String column) {
        if (!columns.contains(column)) {
            throw new ProblemException(Problem.cannot(export.location(), "narrow by", option)
                    .expected("a column " + column)
                    .found(String.join(", ", columns)));
        }
    }
}

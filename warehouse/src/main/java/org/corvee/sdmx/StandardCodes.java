package org.corvee.sdmx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.sdmx.Codelist.Code;

/**
 * The parts that are used of the cross-domain code lists of SDMX: CL_FREQ 2.1, CL_OBS_STATUS 2.2, CL_UNIT_MULT 1.1; and how
 * a period is written and which frequency it has.
 */
final class StandardCodes {

    static final String AGENCY = "SDMX";

    static final Codelist FREQ = new Codelist(
            AGENCY,
            "CL_FREQ",
            "2.1",
            "Frequency",
            List.of(
                    new Code("A", "Annual"),
                    new Code("A2", "Biennial"),
                    new Code("A3", "Triennial"),
                    new Code("A4", "Quadrennial"),
                    new Code("A5", "Quinquennial"),
                    new Code("A10", "Decennial"),
                    new Code("S", "Half-yearly, semester"),
                    new Code("Q", "Quarterly"),
                    new Code("M", "Monthly"),
                    new Code("_O", "Other"),
                    new Code("_Z", "Not applicable")));

    static final Codelist OBS_STATUS = new Codelist(
            AGENCY,
            "CL_OBS_STATUS",
            "2.2",
            "Observation status",
            List.of(
                    new Code("A", "Normal value"),
                    new Code("B", "Time series break"),
                    new Code("E", "Estimated value"),
                    new Code("F", "Forecast value"),
                    new Code("P", "Provisional value"),
                    new Code("U", "Low reliability")));

    static final Codelist UNIT_MULT =
            new Codelist(AGENCY, "CL_UNIT_MULT", "1.1", "Unit multiplier", List.of(new Code("0", "Units")));

    /** Concepts of SDMX:CROSS_DOMAIN_CONCEPTS(2.0) that are used, with their names. */
    static final Map<String, String> CONCEPTS = concepts();

    private StandardCodes() {}

    /** SQL for an SDMX time period: the shortest of its forms that says the same days. */
    static String timePeriod() {
        return """
                case
                    when %1$s then year(period_start)::varchar
                    when %2$s then year(period_start) || '-S' || case when month(period_start) = 1 then 1 else 2 end
                    when %3$s then year(period_start) || '-Q' || quarter(period_start)
                    when %4$s then strftime(period_start, '%%Y-%%m')
                    when period_start = period_end then period_start::varchar
                    when %5$s and datediff('month', period_start, period_end + 1) %% 12 = 0
                        then period_start || '/P' || datediff('month', period_start, period_end + 1) // 12 || 'Y'
                    when %5$s then period_start || '/P' || datediff('month', period_start, period_end + 1) || 'M'
                    else period_start || '/P' || datediff('day', period_start, period_end + 1) || 'D'
                end""".formatted(YEAR, HALF, QUARTER, MONTH, WHOLE_MONTHS);
    }

    /** SQL for the frequency of a period: that of its form, of a plan its length, and none for what happens once. */
    static String frequency(boolean hasKind) {
        String ofKind = hasKind ? """
                    when period_kind = 'plan' and %1$s and datediff('year', period_start, period_end) + 1 in (2, 3, 4, 5, 10)
                        then 'A' || (datediff('year', period_start, period_end) + 1)
                    when period_kind in ('multi_year', 'point') then '_Z'
                """.formatted(WHOLE_YEARS) : "";
        return """
                case
                    when %1$s then 'A'
                    when %2$s then 'S'
                    when %3$s then 'Q'
                    when %4$s then 'M'
                %5$s    when period_start = period_end then '_Z'
                    else '_O'
                end""".formatted(YEAR, HALF, QUARTER, MONTH, ofKind);
    }

    private static final String WHOLE_YEARS =
            "(month(period_start) = 1 and day(period_start) = 1 and month(period_end) = 12 and day(period_end) = 31)";
    private static final String WHOLE_MONTHS = "(day(period_start) = 1 and period_end = last_day(period_end))";
    private static final String YEAR = "(" + WHOLE_YEARS + " and year(period_start) = year(period_end))";
    private static final String HALF = "(" + WHOLE_MONTHS
            + " and month(period_start) in (1, 7) and datediff('month', period_start, period_end) = 5)";
    private static final String QUARTER = "(" + WHOLE_MONTHS
            + " and month(period_start) in (1, 4, 7, 10) and datediff('month', period_start, period_end) = 2)";
    private static final String MONTH = "(" + WHOLE_MONTHS + " and datediff('month', period_start, period_end) = 0)";

    private static Map<String, String> concepts() {
        Map<String, String> concepts = new LinkedHashMap<>();
        concepts.put("FREQ", "Frequency");
        concepts.put("REF_AREA", "Reference area");
        concepts.put("COUNTERPART_AREA", "Counterpart area");
        concepts.put("TIME_PERIOD", "Time period");
        concepts.put("UNIT_MEASURE", "Unit of measure");
        concepts.put("UNIT_MULT", "Unit multiplier");
        concepts.put("OBS_VALUE", "Observation value");
        concepts.put("OBS_STATUS", "Observation status");
        return concepts;
    }
}

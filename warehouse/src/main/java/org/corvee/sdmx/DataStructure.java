package org.corvee.sdmx;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.model.Model;
import org.corvee.model.ModelDescriptor.Column;
import org.corvee.sdmx.Codelist.Code;
import org.corvee.sdmx.Component.Role;
import org.jspecify.annotations.Nullable;

/**
 * A mart as SDMX sees it. The columns of its grain are dimensions, and so are frequency, area, counterpart, indicator and
 * period where it has them; numbers are measures, all else is attributes. No column is left out.
 *
 * @param model the mart
 * @param components dimensions first, then the period, measures and attributes
 */
record DataStructure(Model model, List<Component> components) {

    static final String AGENCY = "CORVEE";
    static final String VERSION = "1.0.0";

    private static final String NOT_APPLICABLE = "_Z";
    private static final String TOTAL = "_T";

    /** Columns that SDMX has a name of its own for. */
    private static final Map<String, String> STANDARD = Map.of(
            "region_code", "REF_AREA",
            "counterpart_code", "COUNTERPART_AREA",
            "partner_code", "COUNTERPART_AREA",
            "unit", "UNIT_MEASURE",
            "value", "OBS_VALUE",
            "obs_status", "OBS_STATUS");

    /** Columns that tell what an observation is of, also where the grain of the mart is a key of its own. */
    private static final Set<String> ALWAYS_OF_KEY =
            Set.of("region_code", "counterpart_code", "partner_code", "indicator");

    private static final Set<String> PERIOD = Set.of("period_start", "period_end");

    /** Whole numbers that are no amounts. */
    private static final Set<String> NO_MEASURES = Set.of("year", "commodity_level");

    /** Columns whose codes are in {@code ref.code} under another name than theirs. */
    private static final Map<String, String> LISTS = Map.of(
            "base_measure", "measure",
            "target_measure", "measure",
            "part_kind", "period_kind",
            "identity_check.kind", "identity_kind",
            "contradiction.state", "contradiction_state");

    DataStructure {
        components = List.copyOf(components);
    }

    static DataStructure of(Connection connection, Model model) throws SQLException {
        Set<String> names = new HashSet<>();
        model.descriptor().columns().forEach(column -> names.add(column.name()));
        List<Component> components = new ArrayList<>();
        boolean hasDays = names.containsAll(PERIOD);
        boolean hasYear = model.descriptor().grain().contains("year");
        if (hasDays || hasYear) {
            components.add(new Component(
                    "FREQ",
                    Role.DIMENSION,
                    hasDays ? StandardCodes.frequency(names.contains("period_kind")) : "'A'",
                    "String",
                    StandardCodes.FREQ,
                    "Frequency of the period; _Z for a point or a span that occurs once, _O for a part of a year."));
        }
        for (Column column : model.descriptor().columns()) {
            boolean isInPeriod = (hasDays && PERIOD.contains(column.name()))
                    || (hasYear && column.name().equals("year"));
            components.add(component(connection, model, column, names, isInPeriod));
        }
        if (hasDays || hasYear) {
            components.add(new Component(
                    "TIME_PERIOD",
                    Role.TIME,
                    hasDays ? StandardCodes.timePeriod() : "\"year\"::varchar",
                    "ObservationalTimePeriod",
                    null,
                    "The period, in the shortest form that SDMX has for its days."));
        }
        if (names.contains("value")) {
            components.add(new Component(
                    "UNIT_MULT",
                    Role.ATTRIBUTE,
                    "'0'",
                    "String",
                    StandardCodes.UNIT_MULT,
                    "Always 0: values are in full units."));
        }
        components.sort(Comparator.comparing(Component::role));
        return new DataStructure(model, components);
    }

    /** Id of the data flow; the structure has the same with DSD_ before it. */
    String id() {
        return model.name().toUpperCase(Locale.ROOT);
    }

    List<Component> of(Role role) {
        return components.stream().filter(component -> component.role() == role).toList();
    }

    /** Every code list once, in order of its id. */
    List<Codelist> codelists() {
        Map<String, Codelist> lists = new LinkedHashMap<>();
        for (Component component : components) {
            Codelist list = component.codelist();
            if (list != null) {
                lists.putIfAbsent(list.urn(), list);
            }
        }
        return lists.values().stream()
                .sorted(Comparator.comparing(Codelist::id))
                .toList();
    }

    /** The SELECT whose rows are the data set. */
    String select() {
        List<String> columns = new ArrayList<>();
        columns.add("'dataflow' as \"STRUCTURE\"");
        columns.add(Sql.literal(AGENCY + ":" + id() + "(" + VERSION + ")") + " as \"STRUCTURE_ID\"");
        columns.add("'I' as \"ACTION\"");
        List<String> key = new ArrayList<>();
        for (Component component : components) {
            columns.add(component.expression() + " as " + Sql.name(component.id()));
            if (component.isOfKey()) {
                key.add(Sql.name(component.id()));
            }
        }
        return "select " + String.join(",\n    ", columns) + "\nfrom " + Sql.qualified(model.table()) + "\norder by "
                + String.join(", ", key);
    }

    private static Component component(
            Connection connection, Model model, Column column, Set<String> names, boolean isInPeriod)
            throws SQLException {
        String name = column.name();
        boolean isUnit = name.equals("currency") && !names.contains("unit");
        String id = isUnit ? "UNIT_MEASURE" : STANDARD.getOrDefault(name, name.toUpperCase(Locale.ROOT));
        boolean isOfKey = !isInPeriod && (model.descriptor().grain().contains(name) || ALWAYS_OF_KEY.contains(name));
        Role role = isOfKey ? Role.DIMENSION : isMeasure(column) ? Role.MEASURE : Role.ATTRIBUTE;
        String text = Sql.text(Sql.name(name), column.type());
        String expression = isOfKey ? "coalesce(" + text + ", " + whenNull(name, names) + ")" : text;
        String textType = role == Role.DIMENSION ? "String" : textType(column.type());
        return new Component(
                id,
                role,
                expression,
                textType,
                codelist(connection, model, name, id, expression),
                column.description());
    }

    private static boolean isMeasure(Column column) {
        return !NO_MEASURES.contains(column.name())
                && (column.type().startsWith("decimal")
                        || column.type().equals("bigint")
                        || column.type().equals("integer"));
    }

    /** Null says that there is no such thing, and for a partner of trade that all are meant. */
    private static String whenNull(String column, Set<String> names) {
        return column.equals("counterpart_code") && names.contains("indicator")
                ? "case when indicator in (select indicator from ref.indicator where subject = 'trade') then '" + TOTAL
                        + "' else '" + NOT_APPLICABLE + "' end"
                : Sql.literal(NOT_APPLICABLE);
    }

    private static String textType(String type) {
        if (type.startsWith("decimal")) {
            return "Decimal";
        }
        return switch (type) {
            case "bigint", "integer" -> "Integer";
            case "boolean" -> "Boolean";
            case "date" -> "GregorianDay";
            default -> "String";
        };
    }

    private static @Nullable Codelist codelist(
            Connection connection, Model model, String column, String id, String expression) throws SQLException {
        return switch (id) {
            case "OBS_STATUS" -> StandardCodes.OBS_STATUS;
            case "REF_AREA", "COUNTERPART_AREA", "BASE_REGION_CODE", "PARENT_REGION_CODE", "REPORTER_CODE" ->
                used(connection, model, "CL_AREA_" + id, "Regions of China and trade partners", expression, """
                        select region_code as code, name from ref.region_name where is_preferred = 'true' and language = 'en'
                        union all
                        select partner_code as code, name from ref.partner
                        """);
            case "UNIT_MEASURE" ->
                used(
                        connection,
                        model,
                        "CL_UNIT_MEASURE",
                        "Units",
                        expression,
                        "select unit as code, name from ref.unit");
            case "INDICATOR", "BASE_INDICATOR" -> used(connection, model, "CL_" + id, "Indicators", expression, """
                        select indicator as code, name from ref.indicator
                        """);
            case "POPULATION" -> used(connection, model, "CL_POPULATION", "Who or what is counted", expression, """
                        select population as code, name from ref.population
                        """);
            case "COMMODITY_GROUP" ->
                used(connection, model, "CL_COMMODITY_GROUP", "Groups of commodities", expression, """
                        select commodity_group as code, name from ref.commodity_group
                        """);
            default -> ofShortList(connection, model, column, id, expression);
        };
    }

    private static @Nullable Codelist ofShortList(
            Connection connection, Model model, String column, String id, String expression) throws SQLException {
        String list = LISTS.getOrDefault(model.name() + "." + column, LISTS.getOrDefault(column, column));
        if (DuckDb.column(connection, "select distinct code_list from ref.code where code_list = " + Sql.literal(list))
                .isEmpty()) {
            return null;
        }
        return used(
                connection,
                model,
                "CL_" + id,
                "Codes of " + list,
                expression,
                "select code, name from ref.code where code_list = " + Sql.literal(list));
    }

    /** The codes that stand in the mart, with their names. */
    private static Codelist used(
            Connection connection, Model model, String id, String name, String expression, String names)
            throws SQLException {
        List<Code> codes = new ArrayList<>();
        for (Map<String, @Nullable String> row :
                DuckDb.rows(connection, """
                with
                used as (
                    select distinct %s as code from %s
                ),

                named as (
                    select code, min(name) as name from (%s) as named group by code
                )

                select
                    used.code,
                    case used.code when '_Z' then 'Not applicable' when '_T' then 'Total' else coalesce(named.name, used.code) end
                        as name
                from used
                left join named
                    on used.code = named.code
                where used.code is not null
                order by used.code
                """.formatted(expression, Sql.qualified(model.table()), names))) {
            codes.add(new Code(String.valueOf(row.get("code")), String.valueOf(row.get("name"))));
        }
        return new Codelist(AGENCY, id, VERSION, name, codes);
    }
}

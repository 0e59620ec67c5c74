package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelDescriptor.Column;
import org.corvee.sdmx.SdmxExport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Every mart goes out as SDMX with all its rows, its numbers and a key, and the message says what the columns are. */
@Tag("slow")
class SdmxTest {

    private static final String SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/";

    @TempDir
    private Path folder = Path.of("");

    static List<String> marts() throws IOException {
        return models().stream().map(Model::name).toList();
    }

    private static List<Model> models() throws IOException {
        return ModelCatalog.read(TestingWarehouse.CONTENT.resolve("marts"));
    }

    @ParameterizedTest
    @MethodSource("marts")
    void everyRowGoesOutUnderAKeyOfItsOwn(String mart)
            throws IOException, SQLException, SAXException, ParserConfigurationException {
        Model model = SdmxExport.find(models(), mart);
        try (Connection connection = TestingDefaultContent.connect()) {
            List<Path> files = SdmxExport.write(connection, model, folder);
            Document message = parse(files.get(1));
            String csv = "read_csv(" + Sql.literal(files.get(0)) + ", header = true, all_varchar = true, delim = ',')";
            List<String> key = dimensions(message);
            List<String> columns = new ArrayList<>(List.of("STRUCTURE", "STRUCTURE_ID", "ACTION"));
            columns.addAll(key);
            columns.addAll(ids(message, "Measure"));
            columns.addAll(ids(message, "Attribute"));

            long rows = DuckDb.number(connection, "select count(*) from " + Sql.qualified(model.table()));

            assertThat(DuckDb.columns(connection, "select * from " + csv).keySet())
                    .containsExactlyInAnyOrderElementsOf(columns)
                    .startsWith("STRUCTURE", "STRUCTURE_ID", "ACTION")
                    .doesNotHaveDuplicates();
            assertThat(DuckDb.number(connection, "select count(*) from " + csv)).isEqualTo(rows);
            assertThat(DuckDb.number(
                            connection,
                            "select count(*) from (select distinct " + Sql.names(key) + " from " + csv + ")"))
                    .isEqualTo(rows);
            for (String dimension : key) {
                assertThat(DuckDb.number(
                                connection,
                                "select count(*) from " + csv + " where " + Sql.name(dimension) + " is null"))
                        .as(dimension)
                        .isZero();
            }
            for (Map.Entry<String, Set<String>> coded : codes(message).entrySet()) {
                assertThat(coded.getValue())
                        .as(coded.getKey())
                        .allMatch(code -> code.matches("[A-Za-z0-9_@$-]+"))
                        .containsAll(DuckDb.column(
                                connection,
                                "select distinct " + Sql.name(coded.getKey()) + " from " + csv + " where "
                                        + Sql.name(coded.getKey()) + " is not null"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("marts")
    void numbersAndDaysAreThoseOfTheMart(String mart) throws IOException, SQLException {
        Model model = SdmxExport.find(models(), mart);
        try (Connection connection = TestingDefaultContent.connect()) {
            Path data = SdmxExport.write(connection, model, folder).get(0);
            String csv = "read_csv(" + Sql.literal(data) + ", header = true, all_varchar = true, delim = ',')";
            for (Column column : model.descriptor().columns()) {
                String id = column.name().equals("value")
                        ? "OBS_VALUE"
                        : column.name().toUpperCase(Locale.ROOT);
                boolean isNumber =
                        column.type().startsWith("decimal") || column.type().endsWith("int");
                boolean isDay = column.type().equals("date")
                        && !model.descriptor().grain().contains(column.name());
                if (isNumber || isDay) {
                    String type = column.type();
                    String found =
                            isNumber ? "sum(" + Sql.name(id) + "::" + type + ")" : "min(" + Sql.name(id) + "::date)";
                    String expected = isNumber ? "sum(" + Sql.name(column.name()) + ")" : "min(" + column.name() + ")";

                    assertThat(DuckDb.rows(
                                    connection,
                                    "select count(" + Sql.name(id) + ") as filled, " + found + " as total from " + csv))
                            .as(column.name())
                            .isEqualTo(DuckDb.rows(
                                    connection,
                                    "select count(" + Sql.name(column.name()) + ") as filled, " + expected
                                            + " as total from " + Sql.qualified(model.table())));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2021-01-01, 2021-12-31, year, A, 2021",
        "2021-01-01, 2021-06-30, half, S, 2021-S1",
        "2021-07-01, 2021-12-31, half, S, 2021-S2",
        "2021-10-01, 2021-12-31, quarter, Q, 2021-Q4",
        "2024-02-01, 2024-02-29, month, M, 2024-02",
        "2021-01-01, 2021-02-28, jan_feb, _O, 2021-01-01/P2M",
        "2023-01-01, 2023-09-30, year_to_date, _O, 2023-01-01/P9M",
        "2016-01-01, 2020-12-31, plan, A5, 2016-01-01/P5Y",
        "2016-01-01, 2016-12-31, plan, A, 2016",
        "2016-01-01, 2022-12-31, plan, _O, 2016-01-01/P7Y",
        "2017-01-01, 2019-12-31, multi_year, _Z, 2017-01-01/P3Y",
        "2022-06-21, 2023-09-30, multi_year, _Z, 2022-06-21/P467D",
        "2023-12-31, 2023-12-31, point, _Z, 2023-12-31",
    })
    void periodIsWrittenAsSdmxDoes(String start, String end, String kind, String frequency, String period)
            throws IOException, SQLException {
        try (Connection connection = TestingStructure.empty()) {
            DuckDb.execute(
                    connection,
                    "insert into ref.indicator (indicator, subject, stock_or_flow) values"
                            + " ('labor_transfers', 'labor_transfer', 'flow')");
            DuckDb.execute(
                    connection,
                    "insert into ref.region_name (region_code, name, language, is_preferred) values"
                            + " ('650000', 'Xinjiang', 'en', 'true')");
            DuckDb.execute(
                    connection,
                    "insert into ref.document (document_id, published, citation_key) values ('d', '2024-01-01', 'd2024')");
            DuckDb.execute(connection, """
                    insert into core.figure (figure_id, subject, indicator, population, region_code, period_start, period_end,
                        period_kind, measure, statistic, unit, value, value_low, value_high, obs_status, document_id)
                    values ('f', 'labor_transfer', 'labor_transfers', 'all', '650000', '%s', '%s', '%s', 'actual', 'level',
                        'person_times', 1, 1, 1, 'A', 'd')
                    """.formatted(start, end, kind));
            TestingStructure.build(connection, "mart.preferred_figure");

            Path data = SdmxExport.write(connection, SdmxExport.find(models(), "preferred_figure"), folder)
                    .get(0);

            assertThat(DuckDb.rows(
                            connection,
                            "select FREQ, TIME_PERIOD from read_csv(" + Sql.literal(data) + ", all_varchar = true)"))
                    .containsExactly(Map.of("FREQ", frequency, "TIME_PERIOD", period));
        }
    }

    @Test
    void nullsOfTheKeySayWhetherAllAreMeantOrNone() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            Path trade = SdmxExport.write(connection, SdmxExport.find(models(), "trade"), folder)
                    .get(0);
            Path transfers = SdmxExport.write(connection, SdmxExport.find(models(), "mart.labor_transfer"), folder)
                    .get(0);
            String query =
                    "select distinct COUNTERPART_AREA from read_csv(%s, all_varchar = true) where COUNTERPART_AREA like '\\_%%' escape '\\'";

            assertThat(DuckDb.column(connection, query.formatted(Sql.literal(trade))))
                    .containsExactly("_T");
            assertThat(DuckDb.column(connection, query.formatted(Sql.literal(transfers))))
                    .containsExactly("_Z");
        }
    }

    @Test
    void unknownMartIsToldWithTheNearest() {
        assertThatThrownBy(() -> SdmxExport.find(models(), "labour_transfer"))
                .hasMessageStartingWith("sdmx: cannot find mart 'labour_transfer'; allowed: commodity_group_break, ")
                .hasMessageContaining("did you mean 'labor_transfer'");
    }

    private static Document parse(Path file) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static List<String> dimensions(Document message) {
        List<String> key = ids(message, "Dimension");
        key.addAll(ids(message, "TimeDimension"));
        return key;
    }

    private static List<Element> elements(Document message, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = message.getElementsByTagNameNS(SCHEMAS + "structure", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> ids(Document message, String name) {
        return elements(message, name).stream()
                .map(element -> element.getAttribute("id"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The codes that each coded component may take; every list and concept that is referred to must be there. */
    private static Map<String, Set<String>> codes(Document message) {
        Map<String, Set<String>> lists = new HashMap<>();
        for (Element list : elements(message, "Codelist")) {
            Set<String> codes = new HashSet<>();
            NodeList nodes = list.getElementsByTagNameNS(SCHEMAS + "structure", "Code");
            for (int i = 0; i < nodes.getLength(); i++) {
                codes.add(((Element) nodes.item(i)).getAttribute("id"));
            }
            lists.put(list.getAttribute("urn"), codes);
        }
        List<String> concepts = ids(message, "Concept");
        Map<String, Set<String>> coded = new HashMap<>();
        for (String kind : List.of("Dimension", "TimeDimension", "Measure", "Attribute")) {
            for (Element component : elements(message, kind)) {
                String id = component.getAttribute("id");
                String concept = String.valueOf(text(component, "ConceptIdentity"));
                assertThat(concept.contains("SDMX:CROSS_DOMAIN_CONCEPTS(2.0)." + id) || concepts.contains(id))
                        .as(concept)
                        .isTrue();
                String list = text(component, "Enumeration");
                if (list != null) {
                    assertThat(lists).containsKey(list);
                    coded.put(id, lists.getOrDefault(list, Set.of()));
                }
            }
        }
        return coded;
    }

    private static @Nullable String text(Element element, String name) {
        NodeList nodes = element.getElementsByTagNameNS(SCHEMAS + "structure", name);
        return nodes.getLength() == 0 ? null : nodes.item(0).getTextContent();
    }
}

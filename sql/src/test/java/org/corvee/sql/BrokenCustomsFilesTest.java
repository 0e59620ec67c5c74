package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a downloaded customs file: one clear refusal, or rejected rows and not one row lost. */
@Tag("slow")
class BrokenCustomsFilesTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String HEADER = "\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"人民币\",\n";
    private static final String LINE = "\"01012100\",\"马\",\"110\",\"5,848,714\",\n";
    private static final String MANIFEST = """
            flow: export
            first_month: '202401'
            last_month: '202412'
            currency: cny
            scope: all
            downloaded_by: test
            downloaded_on: 2026-11-21
            """;

    @TempDir
    private Path folder = Path.of("");

    private final List<LoadOutcome> outcomes = new ArrayList<>();

    @Test
    void utf8CopyIsRefused() throws IOException, SQLException {
        assertThat(refusal((HEADER + LINE).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "gacc_trade lines.csv:1: cannot decode the file: expected gb18030, found utf-8, here U+5546: a copy"
                                + " that was saved anew; get the file again, or turn it back with iconv -f utf-8 -t gb18030");
    }

    /** Its only Chinese character is a comma, and GB18030 reads Hong Kong锛孋hina. */
    @Test
    void utf8CopyOfAnEnglishFileIsRefused() throws IOException, SQLException {
        String english = """
                "Commodity code","Trading partner code","Trading partner","Renminbi Yuan",
                "01012100","116","Japan","1",
                "01012100","110","Hong Kong，China","1",
                """;

        assertThat(refusal(english.getBytes(StandardCharsets.UTF_8)))
                .startsWith(
                        "gacc_trade lines.csv:3: cannot decode the file: expected gb18030, found utf-8, here U+FF0C: ");

        load(english.getBytes(GB18030));
        assertThat(outcomes.get(1).problem()).isNull();
        assertThat(query("select count(*) from core.trade_flow")).isEqualTo("2");
    }

    @Test
    void tabBeforeEachCommaIsRefused() throws IOException, SQLException {
        assertThat(refusal((HEADER + LINE).replace(",", "\t,").getBytes(GB18030)))
                .startsWith(
                        "gacc_trade lines.csv: cannot read the records after record 0: expected each quoted field to be"
                                + " closed and a separator or line end after it, found 'Unexpected character after closing quote");
    }

    @Test
    void columnThatIsThereTwiceIsRefused() throws IOException, SQLException {
        assertThat(refusal("\"商品编码\",\"人民币\",\"商品编码\",\n\"01\",\"1\",\"02\",\n".getBytes(GB18030)))
                .isEqualTo(
                        "gacc_trade lines.csv:1: cannot use column '商品编码': expected each column once, found it twice (see"
                                + " ./corvee drift gacc_trade)");
    }

    @Test
    void sameColumnInTwoLanguagesIsRefused() throws IOException, SQLException {
        assertThat(refusal("\"商品编码\",\"人民币\",\"Commodity code\",\n\"01\",\"1\",\"02\",\n".getBytes(GB18030)))
                .isEqualTo("gacc_trade lines.csv:1: cannot use column 'Commodity code': expected one column of this"
                        + " meaning, found '商品编码' too (see ./corvee drift gacc_trade)");
    }

    @Test
    void unknownColumnIsRefused() throws IOException, SQLException {
        assertThat(refusal("\"商品编号\",\"人民币\",\n\"01\",\"1\",\n".getBytes(GB18030)))
                .startsWith("gacc_trade lines.csv:1: cannot use column '商品编号'; allowed: 数据年月, 商品编码, ");
    }

    @Test
    void otherCurrencyThanTheManifestSaysIsRefused() throws IOException, SQLException {
        assertThat(refusal("\"商品编码\",\"美元\",\n\"01\",\"1\",\n".getBytes(GB18030)))
                .contains("cannot find column '人民币': found 商品编码, 美元")
                .endsWith("(and 1 more; see ./corvee drift gacc_trade)");
        assertThat(query("select column_name || ' ' || file_to_edit from ops.drift where kind = 'column_unexpected'"))
                .isEqualTo("美元 drop/gacc_trade/lines.csv.yml in the data home");
    }

    @Test
    void thousandsOfColumnsAreRefusedInAFewLines() throws IOException, SQLException {
        String names = IntStream.range(0, 4_000).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(","));

        assertThat(refusal((names + ",\n").getBytes(GB18030)))
                .contains("cannot use column 'c0'")
                .endsWith("(and 11 more; see ./corvee drift gacc_trade)")
                .hasSizeLessThan(600);
        assertThat(query("select found from ops.drift where kind = 'column_unknown' and column_name is null"))
                .isEqualTo("3990 more columns that are not known");
    }

    @Test
    void linesThatEndWithACarriageReturnAreLines() throws IOException, SQLException {
        load((HEADER + LINE + LINE.replace("110", "116")).replace('\n', '\r').getBytes(GB18030));

        assertThat(outcomes.get(0).problem()).isNull();
        assertThat(query("select partner_code || ' ' || value from core.trade_flow order by 1"))
                .isEqualTo("HKG 5848714.000\nJPN 5848714.000");
    }

    @Test
    void whatIsWrongWithALineRejectsItAndNoOther() throws IOException, SQLException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 500; i++) {
            text.append(LINE.replace("01012100", String.format("%08d", i)));
        }
        text.append("\"1012100\",\"lost its zero\",\"110\",\"1\",\n")
                .append("\"01012101\",\"a NUL\0 character\",\"110\",\"1\",\n")
                .append("\"01012102\",\"beyond 38 digits\",\"110\",\"" + "9".repeat(39) + "\",\n")
                .append("\"01012103\",\"" + "长".repeat(5_000_000) + "\",\"110\",\"1\",\n")
                .append("\"00000001\",\"a line once more\",\"110\",\"1\",\n");

        load(text.toString().getBytes(GB18030));

        assertThat(outcomes.get(0).problem()).isNull();
        assertThat(query("select line || ' ' || column_name || ' ' || reason from ops.rejected_row order by line"))
                .isEqualTo("502 商品编码 pattern_mismatch\n503 商品名称 nul_character\n504 人民币 too_many_digits\n"
                        + "505 商品名称 too_long\n506 数据年月 duplicate_key");
        assertThat(query("select max(length(raw_text)) > 5000000 from ops.rejected_row"))
                .isEqualTo("true");
        assertThat(query("select stage || ' ' || rows_in || ' = ' || rows_out || ' + ' || rows_rejected"
                        + " from ops.reconciliation order by stage desc"))
                .isEqualTo("normalize 505 = 501 + 4\nload 501 = 500 + 1");
        assertThat(query("select count(*) from core.trade_flow")).isEqualTo("500");
    }

    @Test
    void newPartnerStopsTheFileHoweverFewItsLinesAre() throws IOException, SQLException {
        String lines = LINE + LINE.replace("110", "116") + LINE.replace("110", "ABC");

        assertThat(refusal((HEADER + lines).getBytes(GB18030)))
                .isEqualTo("gacc_trade lines.csv:4: cannot use 贸易伙伴编码 'ABC': expected a value of"
                        + " ref.gacc_partner.code (see ./corvee drift gacc_trade)");
        assertThat(query("select kind || ' ' || \"rows\" || ' ' || file_to_edit from ops.drift"))
                .isEqualTo("new_code 1 sql/reference/partner_code.csv");
    }

    @Test
    void quoteThatIsNotClosedRefusesTheFile() throws IOException, SQLException {
        byte[] lines = LINE.repeat(400_000).getBytes(GB18030);
        byte[] end = "\"01012100\",\"马\",\"110\",\"5,848,714\n".getBytes(GB18030);
        byte[] header = HEADER.getBytes(GB18030);
        byte[] all = new byte[header.length + lines.length + end.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(lines, 0, all, header.length, lines.length);
        System.arraycopy(end, 0, all, header.length + lines.length, end.length);

        assertThat(refusal(all))
                .startsWith("gacc_trade lines.csv: cannot read the records after record 400000: expected each quoted"
                        + " field to be closed and a separator or line end after it, found 'Unclosed quoted field");
    }

    @Test
    void fileWithTwoManifestsIsRefused() throws IOException, SQLException {
        Path drop = drop((HEADER + LINE).getBytes(GB18030));
        Files.writeString(drop.resolve("lines.csv.yaml"), MANIFEST);

        load();

        assertThat(outcomes.get(0).problem())
                .isEqualTo("gacc_trade lines.csv: cannot take the file: expected one manifest, found lines.csv.yml and"
                        + " lines.csv.yaml");
    }

    private String refusal(byte[] file) throws IOException, SQLException {
        load(file);
        assertThat(outcomes.get(0).loaded()).isEmpty();
        assertThat(query("select count(*) from core.trade_flow")).isEqualTo("0");
        return String.valueOf(outcomes.get(0).problem());
    }

    private void load(byte[] file) throws IOException, SQLException {
        drop(file);
        load();
    }

    private Path drop(byte[] file) throws IOException {
        Path drop = Files.createDirectories(folder.resolve("drops/gacc_trade"));
        Files.write(drop.resolve("lines.csv"), file);
        Files.writeString(drop.resolve("lines.csv.yml"), MANIFEST);
        return drop;
    }

    private void load() throws IOException, SQLException {
        SourceDescriptor source = SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources"))
                .find("gacc_trade")
                .orElseThrow();
        outcomes.addAll(
                new TestingWarehouse(TestingWarehouse.CONTENT, folder).load(List.of(source), folder.resolve("drops")));
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = DuckDb.readOnly(folder.resolve("testing.duckdb"))) {
            return String.join("\n", DuckDb.column(connection, sql));
        }
    }
}

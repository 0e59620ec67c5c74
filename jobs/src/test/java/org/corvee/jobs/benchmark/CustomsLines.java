package org.corvee.jobs.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Made-up customs lines in the exact shape of a download from China Customs: fourteen columns and a trailing comma, every
 * field quoted, sorted by month, commodity, partner, regime and place of registration, each line once. The same seed
 * gives the same file. One line in two thousand is wrong in one of five ways.
 */
public final class CustomsLines {

    /** One line in so many is wrong. */
    public static final int DEFECT_EVERY = 2_000;

    static final String HEADER = "\"数据年月\",\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"贸易伙伴名称\",\"贸易方式编码\",\"贸易方式名称\","
            + "\"注册地编码\",\"注册地名称\",\"第一数量\",\"第一计量单位\",\"第二数量\",\"第二计量单位\",\"人民币\",\n";

    /** What a manifest in the drop folder of gacc_trade must say of such a file. */
    public static final String MANIFEST = """
            flow: export
            first_month: '202401'
            last_month: '202412'
            currency: cny
            scope: all
            downloaded_by: nobody
            downloaded_on: 2026-11-25
            """;

    private static final long SEED = 20_261_125L;
    private static final int MONTHS = 12;
    private static final String[] UNITS = {"千克", "台", "个", "件", "米", "双"};

    private final List<String> commodities = new ArrayList<>();
    private final List<String> partners = new ArrayList<>();
    private final List<String> regimes = new ArrayList<>();
    private final List<String> provinces = new ArrayList<>();
    private final Charset charset;

    /** @param sql the project's content, whose reference tables give the codes */
    public CustomsLines(Path sql, Charset charset) throws IOException {
        this.charset = charset;
        for (String line : Files.readAllLines(sql.resolve("reference/commodity.csv"))) {
            String[] fields = line.split(",", -1);
            if (fields[0].matches("\\d{6}") && fields[1].equals("H6")) {
                commodities.add(fields[0] + "00");
            }
        }
        for (String line : Files.readAllLines(sql.resolve("reference/partner_code.csv"))) {
            String[] fields = line.split(",", -1);
            if (fields[0].equals("gacc")) {
                partners.add(fields[1]);
            }
        }
        for (String line : Files.readAllLines(sql.resolve("reference/customs_regime.csv"))) {
            if (line.matches("\\d\\d,.*")) {
                regimes.add(line.substring(0, 2));
            }
        }
        for (String line : Files.readAllLines(sql.resolve("reference/region.csv"))) {
            if (line.matches("\\d\\d0000,province,.*") && !line.matches("(71|81|82).*")) {
                provinces.add(line.substring(0, 2));
            }
        }
    }

    /** Writes a file of so many lines. */
    public void write(Path file, long lines) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        long all = (long) MONTHS * commodities.size() * partners.size() * regimes.size() * provinces.size();
        long step = all / lines;
        StringBuilder text = new StringBuilder();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(HEADER.getBytes(charset));
            for (long i = 0; i < lines; i++) {
                text.setLength(0);
                line(text, i * step + random.nextLong(step), random, i % DEFECT_EVERY == DEFECT_EVERY - 1 ? i : -1);
                out.write(text.toString().getBytes(charset));
            }
        }
    }

    private void line(StringBuilder text, long key, SplittableRandom random, long defect) {
        long left = key;
        int province = (int) (left % provinces.size());
        left /= provinces.size();
        int regime = (int) (left % regimes.size());
        left /= regimes.size();
        int partner = (int) (left % partners.size());
        left /= partners.size();
        int commodity = (int) (left % commodities.size());
        int month = (int) (left / commodities.size()) + 1;
        long value = (long) Math.exp(random.nextDouble() * 18);
        long quantity = (long) Math.exp(random.nextDouble() * 12);
        boolean second = commodity % 3 == 0;
        int kind = defect < 0 ? -1 : (int) (defect / DEFECT_EVERY % 5);
        field(text, kind == 0 ? "202413" : "2024" + (month < 10 ? "0" : "") + month);
        String code = commodities.get(commodity);
        field(text, kind == 1 ? code.substring(1) : code);
        field(text, "未列名的其他制品" + (char) (0x4E00 + commodity % 8_000));
        field(text, partners.get(partner));
        field(text, "贸易伙伴" + (char) (0x4E00 + partner * 7));
        field(text, regimes.get(regime));
        field(text, "贸易方式" + (char) (0x5000 + regime * 5));
        field(text, provinces.get(province));
        if (kind == 2) {
            // A field is missing: the line is one too short.
            text.append('\n');
            return;
        }
        field(text, "省份" + (char) (0x6000 + province * 3));
        field(text, kind == 3 ? "x" + quantity : String.valueOf(quantity));
        field(text, UNITS[commodity % UNITS.length]);
        field(text, second ? String.valueOf(quantity / 7) : "0");
        field(text, second ? "个" : "?");
        field(text, kind == 4 ? "1,23,4" : String.format(Locale.ROOT, "%,d", value));
        text.append('\n');
    }

    private static void field(StringBuilder text, String value) {
        text.append('"').append(value).append("\",");
    }
}

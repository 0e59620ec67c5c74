package org.corvee.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook of one sheet, made part by part, so that a test can spoil any of them. */
record TestingWorkbook(Map<String, String> parts) {

    static final String SHEET = "xl/worksheets/sheet1.xml";
    static final String TEXTS = "xl/sharedStrings.xml";

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /** @param rows {@code row} elements, and {@code mergeCells} after the end of {@code sheetData} where wanted */
    static TestingWorkbook of(String rows) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("xl/_rels/workbook.xml.rels", DECLARATION + """
                <Relationships>
                <Relationship Id="r1" Type="%1$s/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="%1$s/sharedStrings" Target="/xl/sharedStrings.xml"/>
                <Relationship Id="r3" Type="%1$s/styles" Target="styles.xml"/>
                <Relationship Id="r4" Type="%1$s/externalLink" Target="file:///etc/passwd" TargetMode="External"/>
                </Relationships>""".formatted(RELATIONS));
        parts.put("xl/workbook.xml", DECLARATION + """
                <workbook xmlns:r="%s"><workbookPr/><sheets>
                <sheet name="Table 1" sheetId="1" r:id="r1"/></sheets></workbook>""".formatted(RELATIONS));
        parts.put(TEXTS, DECLARATION + """
                <sst><si><t>shared</t><phoneticPr/></si><si><r><t>in </t></r><r><t>runs</t></r>\
                <rPh><t>spoken</t></rPh></si><si><t>line_x000D_
                end</t></si></sst>""");
        parts.put("xl/styles.xml", DECLARATION + """
                <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;d&quot;mm"/>
                <numFmt numFmtId="165" formatCode="[Red]0.00&quot;yd&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
                </styleSheet>""");
        parts.put(
                SHEET,
                DECLARATION + "<worksheet><sheetData>" + rows + (rows.contains("</sheetData>") ? "" : "</sheetData>")
                        + "</worksheet>");
        return new TestingWorkbook(parts);
    }

    TestingWorkbook with(String part, String text) {
        Map<String, String> changed = new LinkedHashMap<>(parts);
        changed.put(part, text);
        return new TestingWorkbook(changed);
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    TestingFile in(Path folder) throws IOException {
        return TestingFile.of(folder, bytes());
    }

    /** A row of texts that stand in their cells. */
    static String row(int number, String... texts) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (String text : texts) {
            row.append(text.isEmpty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>");
        }
        return row.append("</row>").toString();
    }
}

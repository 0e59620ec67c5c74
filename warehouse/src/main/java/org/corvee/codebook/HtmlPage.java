package org.corvee.codebook;

import java.util.List;
import java.util.stream.Collectors;

/** The codebook as one page that needs nothing else: no script, no font, no address of another place. */
final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1b1b; --quiet: #55606a; --line: #d5dade;
              --band: #f4f6f8; --link: #0b5394; }
            @media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #ececec; --quiet: #a5aeb6;
              --line: #363d44; --band: #1e2226; --link: #8fc1ee; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.5 system-ui, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
            h1, h2, h3 { line-height: 1.25; }
            h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
            h3 { margin-top: 2rem; } h3, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
            h3 { font-size: 1.1rem; } code { font-size: .9em; }
            a { color: var(--link); }
            .quiet { color: var(--quiet); }
            nav ul { columns: 15rem; padding-left: 1.2rem; }
            .picture { overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; }
            .picture svg { display: block; }
            table { width: 100%; border-collapse: collapse; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--line); }
            tbody tr:nth-child(odd) { background: var(--band); }
            th[scope=row] { font-weight: 600; width: 24%; } td.type { width: 16%; }
            dt { color: var(--quiet); } dd { margin: 0 0 .4rem; } dd ul { margin: 0; padding-left: 1.2rem; }
            @media (max-width: 44rem) {
              thead { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
              table, tbody, tr, th, td { display: block; } th[scope=row], td.type { width: auto; }
              th, td { border: 0; padding: .05rem .5rem; } tr { padding: .35rem 0; border-bottom: 1px solid var(--line); }
              td.type { color: var(--quiet); }
            }
            @media print { nav, .top { display: none; } h3 { break-after: avoid; } }
            """;

    private final StringBuilder page = new StringBuilder();

    private HtmlPage() {}

    static String of(Codebook codebook, LineagePicture picture) {
        HtmlPage html = new HtmlPage();
        html.write(codebook, picture);
        return html.page.toString();
    }

    private void write(Codebook codebook, LineagePicture picture) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Codebook of Corvée</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<header>\n<h1 id=\"top\">Codebook of Corvée</h1>\n")
                .append("<p class=\"quiet\">")
                .append(escape(codebook.edition()))
                .append("</p>\n</header>\n");
        contents(codebook);
        page.append("<main>\n<h2 id=\"picture\">How the marts are built</h2>\n<div class=\"picture\" tabindex=\"0\">\n")
                .append(picture.inlined())
                .append("</div>\n<p class=\"quiet\">")
                .append(escape(picture.caption()))
                .append("</p>\n");
        String schema = "";
        for (DescribedTable table : codebook.tables()) {
            if (!table.schema().equals(schema)) {
                schema = table.schema();
                page.append("<h2 id=\"schema-").append(schema).append("\">");
                page.append("Schema ").append(schema).append("</h2>\n");
            }
            write(table);
        }
        page.append("<h2 id=\"codes\">Codes</h2>\n");
        codebook.codeLists().forEach(this::write);
        page.append("</main>\n</body>\n</html>\n");
    }

    private void contents(Codebook codebook) {
        page.append("<nav aria-label=\"Contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n");
        entry("picture", "How the marts are built");
        codebook.tables().forEach(table -> entry(table.qualified(), table.qualified()));
        codebook.codeLists().forEach(list -> entry(list.id(), "codes: " + list.title()));
        page.append("</ul>\n</nav>\n");
    }

    private void entry(String anchor, String title) {
        page.append("<li>").append(link(anchor, title)).append("</li>\n");
    }

    private void write(DescribedTable table) {
        heading(table.qualified(), table.qualified());
        page.append("<p>").append(escape(table.description())).append("</p>\n<dl>\n<dt>Rows</dt><dd>");
        page.append(table.rows()).append("</dd>\n");
        if (!table.grain().isEmpty()) {
            page.append("<dt>A row is identified by</dt><dd>")
                    .append(table.grain().stream()
                            .map(column -> "<code>" + escape(column) + "</code>")
                            .collect(Collectors.joining(", ")))
                    .append("</dd>\n");
        }
        if (!table.reads().isEmpty()) {
            page.append("<dt>Built from</dt><dd>")
                    .append(table.reads().stream().map(read -> link(read, read)).collect(Collectors.joining(", ")))
                    .append("</dd>\n");
        }
        if (!table.promises().isEmpty()) {
            page.append("<dt>Checked before publication</dt><dd><ul>");
            table.promises()
                    .forEach(promise ->
                            page.append("<li>").append(escape(promise)).append("</li>"));
            page.append("</ul></dd>\n");
        }
        page.append("</dl>\n");
        rows(
                List.of("Column", "Type", "Meaning"),
                table.columns().stream()
                        .map(column -> List.of(column.name(), column.type(), column.description()))
                        .toList());
    }

    private void write(CodeList list) {
        heading(list.id(), list.title());
        rows(
                List.of("Code", "Name", "Meaning"),
                list.codes().stream()
                        .map(code -> List.of(code.code(), code.name(), code.meaning()))
                        .toList());
    }

    private void heading(String anchor, String title) {
        page.append("<h3 id=\"")
                .append(escape(anchor))
                .append("\">")
                .append(escape(title))
                .append(" <a class=\"top\" href=\"#contents\" aria-label=\"To the contents\">↑</a></h3>\n");
    }

    private void rows(List<String> header, List<List<String>> rows) {
        page.append("<table>\n<thead><tr>");
        header.forEach(
                name -> page.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            page.append("<tr><th scope=\"row\"><code>")
                    .append(escape(row.get(0)))
                    .append("</code></th><td class=\"type\">")
                    .append(escape(row.get(1)))
                    .append("</td><td>")
                    .append(escape(row.get(2)))
                    .append("</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n");
    }

    private static String link(String anchor, String title) {
        return "<a href=\"#" + escape(anchor) + "\">" + escape(title) + "</a>";
    }

    /** Text as text, also inside of an attribute in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

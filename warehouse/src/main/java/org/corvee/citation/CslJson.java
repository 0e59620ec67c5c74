package org.corvee.citation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.citation.Document.Author;
import org.corvee.citation.Document.Precision;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a bibliography as CSL-JSON, which Zotero, pandoc and citeproc read. */
public final class CslJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private CslJson() {}

    public static String of(Bibliography bibliography) {
        return JSON.writeValueAsString(
                        bibliography.documents().stream().map(CslJson::item).toList())
                + "\n";
    }

    private static Map<String, Object> item(Document document) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", document.key());
        item.put(
                "type",
                switch (document.kind()) {
                    case OFFICIAL, RESEARCH -> "report";
                    case PRESS -> "article-newspaper";
                    case REPOST -> "webpage";
                });
        item.put("title", document.title());
        if (!document.authors().isEmpty()) {
            item.put("author", document.authors().stream().map(CslJson::name).toList());
        }
        List<Integer> date = new ArrayList<>(List.of(document.published().getYear()));
        if (document.precision() != Precision.YEAR) {
            date.add(document.published().getMonthValue());
        }
        if (document.precision() == Precision.DAY) {
            date.add(document.published().getDayOfMonth());
        }
        item.put("issued", Map.of("date-parts", List.of(date)));
        item.put("publisher", document.publisher());
        String url = document.url();
        if (url != null) {
            item.put("URL", url);
        }
        String archived = document.archivedUrl();
        if (archived != null) {
            item.put("note", "Archived: " + archived);
        }
        item.put("language", document.language());
        return item;
    }

    private static Map<String, String> name(Author author) {
        Map<String, String> name = new LinkedHashMap<>();
        String given = author.given();
        if (given == null) {
            name.put("literal", author.family());
        } else {
            name.put("family", author.family());
            name.put("given", given);
        }
        return name;
    }
}

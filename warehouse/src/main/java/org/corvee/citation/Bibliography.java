package org.corvee.citation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.citation.Document.Author;
import org.corvee.citation.Document.Kind;
import org.corvee.citation.Document.Precision;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Some documents, in the order of their keys.
 *
 * @param documents each once
 */
public record Bibliography(List<Document> documents) {

    public Bibliography {
        documents = List.copyOf(documents);
    }

    /**
     * Reads the documents with some keys from {@code ref.document}.
     *
     * @throws IllegalStateException when a key is of no document: the checks of a published file exclude it
     */
    public static Bibliography read(Connection connection, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return new Bibliography(List.of());
        }
        String wanted = keys.stream().distinct().map(Sql::literal).collect(Collectors.joining(", "));
        List<Document> documents = new ArrayList<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, """
                select citation_key, title, author, publisher, published, published_precision, url, archived_url,
                    language, coalesce(nearness, 'repost') as nearness
                from ref.document where citation_key in (%s) order by citation_key
                """.formatted(wanted))) {
            documents.add(document(row));
        }
        if (documents.size() != keys.stream().distinct().count()) {
            throw new IllegalStateException("some of these keys are of no document: " + wanted);
        }
        return new Bibliography(documents);
    }

    private static Document document(Map<String, @Nullable String> row) {
        String author = row.get("author");
        return new Document(
                text(row, "citation_key"),
                text(row, "title"),
                author == null
                        ? List.of()
                        : Stream.of(author.split(";", -1)).map(Author::of).toList(),
                text(row, "publisher"),
                LocalDate.parse(text(row, "published")),
                Precision.valueOf(text(row, "published_precision").toUpperCase(Locale.ROOT)),
                row.get("url"),
                row.get("archived_url"),
                text(row, "language"),
                Kind.valueOf(text(row, "nearness").toUpperCase(Locale.ROOT)));
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("ref.document has no " + column + " of " + row.get("citation_key"));
        }
        return value;
    }

    public List<String> keys() {
        return documents.stream().map(Document::key).toList();
    }

    /** What a running text calls each document, by its key: Zenz 2022; with a letter where two would be alike. */
    public Map<String, String> shortNames() {
        Map<String, List<Document>> alike = documents.stream()
                .collect(Collectors.groupingBy(document ->
                        document.shortAuthor() + " " + document.published().getYear()));
        Map<String, String> names = new HashMap<>();
        alike.forEach((name, documentsOfName) -> {
            for (int i = 0; i < documentsOfName.size(); i++) {
                names.put(documentsOfName.get(i).key(), documentsOfName.size() == 1 ? name : name + letters(i));
            }
        });
        return names;
    }

    private static String letters(int number) {
        return (number < 26 ? "" : letters((number / 26) - 1)) + (char) ('a' + (number % 26));
    }
}

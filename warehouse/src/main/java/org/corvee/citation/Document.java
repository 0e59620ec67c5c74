package org.corvee.citation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document as {@code ref.document} has it.
 *
 * @param key its key in every bibliography
 * @param title its title; in square brackets a description where the title is not known
 * @param authors public authors or officials who sign it; empty when an organisation does
 * @param publisher who published it
 * @param published the date; the first day of the month or year where only that is known
 * @param precision how much of the date is known
 * @param url where it was; null when not known
 * @param archivedUrl an archived copy; null when none is known
 * @param language BCP 47 tag of its language
 * @param kind how it is cited
 */
public record Document(
        String key,
        String title,
        List<Author> authors,
        String publisher,
        LocalDate published,
        Precision precision,
        @Nullable String url,
        @Nullable String archivedUrl,
        String language,
        Kind kind) {

    public Document {
        authors = List.copyOf(authors);
    }

    /** How much of a date is known. */
    public enum Precision {
        YEAR,
        MONTH,
        DAY
    }

    /** How a document is cited: by how near it is to who counted. */
    public enum Kind {
        OFFICIAL,
        PRESS,
        RESEARCH,
        REPOST
    }

    /**
     * Somebody who signs a document.
     *
     * @param family the last of two Latin words, or the whole name where that split would be a guess
     * @param given the first of two Latin words; null otherwise
     */
    public record Author(String family, @Nullable String given) {

        static Author of(String name) {
            String[] words = name.strip().split(" ", -1);
            return words.length == 2 && name.chars().allMatch(c -> c < 0x250)
                    ? new Author(words[1], words[0])
                    : new Author(name.strip(), null);
        }
    }

    /** The date as precisely as it is known, such as 2022-06. */
    public String date() {
        return switch (precision) {
            case YEAR -> String.format(Locale.ROOT, "%04d", published.getYear());
            case MONTH -> published.toString().substring(0, 7);
            case DAY -> published.toString();
        };
    }

    /** Who is named for it in a running text: the family name of the first author, or else the publisher. */
    public String shortAuthor() {
        if (authors.isEmpty()) {
            return publisher;
        }
        return authors.get(0).family() + (authors.size() > 1 ? " et al." : "");
    }
}

package org.corvee.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A contradiction that a number stands in.
 *
 * @param number from 1, in order of appearance
 * @param contradictionId in {@code mart.contradiction}
 * @param what what is stated, where and when
 * @param statements what each document says
 * @param state open, explained or unresolved
 * @param explanation what is known; may be empty
 */
public record Footnote(
        int number, String contradictionId, String what, List<Stated> statements, String state, String explanation) {

    public Footnote {
        statements = List.copyOf(statements);
    }

    /**
     * One document's word.
     *
     * @param asStated the phrase as printed
     * @param key citation key of the document
     */
    public record Stated(String asStated, String key) {}

    /** The keys of the documents, each once. */
    public List<String> keys() {
        return statements.stream().map(Stated::key).distinct().toList();
    }

    /**
     * The whole text without its number.
     *
     * @param plain how words are written in the format, such as with special characters escaped
     * @param citation how a key is cited in it
     */
    String text(UnaryOperator<String> plain, UnaryOperator<String> citation) {
        List<String> stated = new ArrayList<>();
        for (Stated statement : statements) {
            stated.add(plain.apply("“" + statement.asStated() + "”") + " " + citation.apply(statement.key()));
        }
        String verdict = switch (state) {
            case "open" -> "Open: nobody has explained it";
            case "unresolved" -> "Looked into and not resolved";
            default -> "Explained";
        };
        return plain.apply(what + ":") + " " + String.join("; ", stated) + ". "
                + plain.apply(verdict + (explanation.isEmpty() ? "." : ": " + explanation));
    }

    /** For places that know neither markup nor a bibliography: keys in square brackets. */
    public String text() {
        return text(UnaryOperator.identity(), key -> "[" + key + "]");
    }
}

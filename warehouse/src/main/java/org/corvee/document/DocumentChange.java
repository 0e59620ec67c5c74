package org.corvee.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a document.
 *
 * @param documentId the document
 * @param blocks the paragraphs, headings, cells and lines that changed, in the order of the document; white space, width and
 *     markup alone are no change
 * @param lostPhrases cited phrases that were there before and are no longer, in the order in which they were given
 */
public record DocumentChange(String documentId, List<ChangedBlock> blocks, List<LostPhrase> lostPhrases) {

    public DocumentChange {
        blocks = List.copyOf(blocks);
        lostPhrases = List.copyOf(lostPhrases);
    }

    /**
     * A block of text that changed.
     *
     * @param before null when it is new
     * @param after null when it is gone
     */
    public record ChangedBlock(
            @Nullable String before, @Nullable String after) {}

    /**
     * A phrase that is no longer there.
     *
     * @param asStated as the figures cite it
     * @param figureIds the figures that do
     */
    public record LostPhrase(String asStated, List<String> figureIds) {

        public LostPhrase {
            figureIds = List.copyOf(figureIds);
        }
    }

    /** Whether the text is the same. */
    public boolean isNone() {
        return blocks.isEmpty();
    }

    /**
     * Compares a document with itself on an earlier day. A phrase that was not there before either is not lost.
     *
     * @param cited what figures cite of it
     */
    public static DocumentChange between(
            String documentId, KeptDocument before, KeptDocument after, List<CitedPhrase> cited) {
        DocumentText old = DocumentText.of(before);
        DocumentText now = DocumentText.of(after);
        Map<String, List<String>> lost = new LinkedHashMap<>();
        for (CitedPhrase phrase : cited) {
            if (old.holds(phrase.asStated()) && !now.holds(phrase.asStated())) {
                lost.computeIfAbsent(phrase.asStated(), text -> new ArrayList<>())
                        .add(phrase.figureId());
            }
        }
        return new DocumentChange(
                documentId,
                BlockComparison.changes(old.blocks(), now.blocks()),
                lost.entrySet().stream()
                        .map(phrase -> new LostPhrase(phrase.getKey(), phrase.getValue()))
                        .toList());
    }
}

package org.corvee.document;

/**
 * What a figure cites of a document.
 *
 * @param figureId the figure
 * @param asStated its phrase, as transcribed
 */
public record CitedPhrase(String figureId, String asStated) {}

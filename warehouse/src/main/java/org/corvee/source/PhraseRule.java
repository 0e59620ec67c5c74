package org.corvee.source;

/**
 * The columns of a table in which a number stands both as a phrase, as its publisher printed it, and as entered: the
 * phrase has to state what was entered.
 *
 * @param phrase the text as printed
 * @param value the number; empty for a range and for words without a number
 * @param low the floor of the interval; empty when there is none
 * @param high the ceiling of the interval; empty when there is none
 * @param bound the code of what the words around the number say
 * @param note says how the row was read; needed where the phrase states no number
 */
public record PhraseRule(String phrase, String value, String low, String high, String bound, String note) {}

/**
 * What a number phrase of a text states: {@link org.corvee.phrase.NumberPhrase} turns "approximately 25,000" into a
 * value and the interval that its printed digits allow, and back. English, Chinese, Japanese, German, Italian and
 * Turkish phrases are read; what they are numbers of is not. Nothing here knows a table or a file.
 *
 * <p>The way goes from text ({@code Normaliser}) over tokens ({@code Lexer} with {@code Lexicon}, {@code Dates}) and
 * single numbers ({@code NumeralReader}, {@code VagueReader}) to what neighbours mean together ({@code Sentence}).
 */
@NullMarked
package org.corvee.phrase;

import org.jspecify.annotations.NullMarked;

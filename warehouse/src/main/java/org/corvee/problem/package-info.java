/**
 * What is wrong, where, and what was expected instead. Every message of Corvée that tells a person about bad input is
 * made here, so that all of them have one grammar.
 */
@NullMarked
package org.corvee.problem;

import org.jspecify.annotations.NullMarked;

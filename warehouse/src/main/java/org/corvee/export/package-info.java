/** Tables for people outside: one SELECT over {@code mart}, its files and the sources of every figure in it. */
@NullMarked
package org.corvee.export;

import org.jspecify.annotations.NullMarked;

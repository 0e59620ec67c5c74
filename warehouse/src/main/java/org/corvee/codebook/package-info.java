/** The codebook: every table, column and code of a warehouse file, for people, as pages and a picture. */
@NullMarked
package org.corvee.codebook;

import org.jspecify.annotations.NullMarked;

/** Reading the published warehouse: statements of an analyst, the state of the nights, the chain behind a figure. */
@NullMarked
package org.corvee.query;

import org.jspecify.annotations.NullMarked;

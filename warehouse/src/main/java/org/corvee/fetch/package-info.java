/** Documents over HTTP: only where a source may go, politely, whole, and never an error in place of a document. */
@NullMarked
package org.corvee.fetch;

import org.jspecify.annotations.NullMarked;

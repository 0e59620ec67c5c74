/** What changed in a document that figures cite, between two days on which its bytes were kept. */
@NullMarked
package org.corvee.document;

import org.jspecify.annotations.NullMarked;

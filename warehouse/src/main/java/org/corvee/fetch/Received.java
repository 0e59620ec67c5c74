package org.corvee.fetch;

import org.corvee.snapshot.Exchange;

/**
 * What a publisher answered.
 *
 * @param exchange the request and the answer
 * @param changed false when the publisher says that the document is the one that is known; then there are no bytes
 * @param moved whether the publisher says that the address is another one for good
 */
record Received(Exchange exchange, boolean changed, boolean moved) {}

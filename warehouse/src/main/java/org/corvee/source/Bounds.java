package org.corvee.source;

/**
 * What a snapshot must keep to be loaded. A snapshot outside its bounds is refused whole and the last good one is kept.
 *
 * @param rowsAtLeast the floor of accepted rows
 * @param rejectedAtMost how many rows may be rejected; 0 for curated tables
 */
public record Bounds(long rowsAtLeast, long rejectedAtMost) {}

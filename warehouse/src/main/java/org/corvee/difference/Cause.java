package org.corvee.difference;

import java.util.Locale;

/** Why a cell differs. Where several causes meet in one cell, the first of this order is told. */
public enum Cause {
    /** The publisher's bytes are others. */
    PUBLISHER_REVISED,
    /** A table that this project keeps by hand was edited. */
    CURATED,
    /** The same words now mean something else: another definition of a figure, indicator, unit, region or group. */
    DEFINITION,
    /** The program or the SQL computes otherwise. */
    CODE_CHANGED;

    /** In words, as {@code publisher revised}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

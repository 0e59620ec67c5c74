package org.corvee.chart;

/** How a mark is drawn: what happened is filled, what was aimed at or estimated is hollow. */
public enum Nature {
    ACTUAL,
    TARGET,
    ESTIMATE
}

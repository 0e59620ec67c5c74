package org.corvee.chart;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with the band that its phrase allows.
 *
 * @param value as printed, already divided by the scale of the axis; null when only a band is stated
 * @param low least value; null when the phrase sets no floor
 * @param high greatest value; null when it sets no ceiling
 */
public record Amount(
        @Nullable BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {}

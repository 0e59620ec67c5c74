/** Pictures for papers: what a chart shows, and how it is drawn at print size as SVG, PDF and PNG. */
@NullMarked
package org.corvee.chart;

import org.jspecify.annotations.NullMarked;

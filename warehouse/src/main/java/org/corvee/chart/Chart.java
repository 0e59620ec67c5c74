package org.corvee.chart;

import java.util.List;

/**
 * A picture for a paper: what it shows, with everything that must be printed below it.
 *
 * @param title one line
 * @param subtitle unit, region and what the marks mean; may be empty
 * @param plot the marks
 * @param footnotes texts of the footnotes, the first one being number 1
 * @param note what a reader must know; may be empty
 * @param sources the source line
 * @param edition which release or run the numbers are from
 * @param widthMillimetres printed width, 85 for one column or 170 for two
 */
public record Chart(
        String title,
        String subtitle,
        Plot plot,
        List<String> footnotes,
        String note,
        String sources,
        String edition,
        int widthMillimetres) {

    public Chart {
        footnotes = List.copyOf(footnotes);
    }
}

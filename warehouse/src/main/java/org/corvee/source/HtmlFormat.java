package org.corvee.source;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How tables are written in a page of HTML. All tables of the page that have a certain header are read as one.
 *
 * @param charset the encoding, a property of the source; what the page says of itself does not count
 * @param tablesWith texts of which one must be a header of a table for it to be read; its row begins the header
 * @param headerRows how many rows the header has; 0 where the page marks them
 * @param tablesAtLeast how many such tables a page must have
 * @param packing what the file may be packed in
 */
public record HtmlFormat(Charset charset, List<String> tablesWith, int headerRows, int tablesAtLeast, Packing packing)
        implements TableFormat {

    public HtmlFormat {
        tablesWith = List.copyOf(tablesWith);
    }

    @Override
    public Kind kind() {
        return Kind.HTML;
    }

    @Override
    public String mediaType() {
        return "text/html";
    }
}

package org.corvee.citation;

/** Text for LaTeX and BibTeX, every special character written out. */
public final class LatexText {

    private LatexText() {}

    /** The text, so that LaTeX prints it as it stands. Chinese and other scripts stay UTF-8. */
    public static String of(String text) {
        StringBuilder latex = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> latex.append("\\textbackslash{}");
                // Not \{: BibTeX counts braces without looking at what stands before them.
                case '{' -> latex.append("\\textbraceleft{}");
                case '}' -> latex.append("\\textbraceright{}");
                case '^' -> latex.append("\\textasciicircum{}");
                case '~' -> latex.append("\\textasciitilde{}");
                case '<' -> latex.append("\\textless{}");
                case '>' -> latex.append("\\textgreater{}");
                case '|' -> latex.append("\\textbar{}");
                case '"' -> latex.append("\\textquotedbl{}");
                case '$', '&', '#', '%', '_' -> latex.append('\\').appendCodePoint(point);
                case '\n', '\r', '\t' -> latex.append(' ');
                default -> latex.appendCodePoint(point);
            }
        });
        return latex.toString();
    }
}

package org.corvee.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {

    @Test
    void textThatFitsStaysOnOneLine() {
        assertThat(Wrap.hanging("label  ", "0123456789 0123456789", 28)).isEqualTo("label  0123456789 0123456789");
    }

    @Test
    void furtherLinesStandUnderTheFirst() {
        assertThat(Wrap.hanging("label  ", "0123456789 0123456789", 27))
                .isEqualTo("label  0123456789\n       0123456789");
    }

    @Test
    void wordThatIsTooLongIsNotCut() {
        assertThat(Wrap.hanging("a ", "x " + "y".repeat(40) + " z", 30))
                .isEqualTo("a x\n  " + "y".repeat(40) + "\n  z");
    }

    @Test
    void chineseLabelsAndWordsTakeTwoColumnsEach() {
        assertThat(Wrap.hanging("和田 ", "一二三四五 一二三四五", 26)).isEqualTo("和田 一二三四五 一二三四五");
        assertThat(Wrap.hanging("和田 ", "一二三四五 一二三四五", 25)).isEqualTo("和田 一二三四五\n     一二三四五");
    }

    @Test
    void withoutATerminalLinesMayBeLong() {
        assertThat(Wrap.hanging("a ", "word ".repeat(100) + "end", 0)).isEqualTo("a " + "word ".repeat(100) + "end");
    }

    @Test
    void terminalThatIsTooNarrowIsNotWrappedFor() {
        assertThat(Wrap.hanging("label  ", "one two three four five six", 20))
                .isEqualTo("label  one two three four five six");
    }

    @Test
    void emptyTextLeavesNoSpaceAtTheEnd() {
        assertThat(Wrap.hanging("label  ", "", 40)).isEqualTo("label");
    }
}

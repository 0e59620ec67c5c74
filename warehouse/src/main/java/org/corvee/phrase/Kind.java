package org.corvee.phrase;

/** What a token does in a number phrase. */
enum Kind {
    /** A number in digits, or a Chinese numeral below ten thousand. */
    DIGITS,
    /** One to nineteen, in words. */
    UNIT,
    /** Twenty to ninety, in words. */
    TENS,
    /** "both", "once", "twice": a count that takes no magnitude. */
    COUNT,
    /** A power of ten: thousand, 万, Milliarden. */
    MAGNITUDE,
    /** A power of ten in the plural; without a number before it, it is vague. */
    PLURAL,
    DOZEN,
    DOZENS,
    HALF,
    /** "third", "quarters": what stands before is no number of its own. */
    FRACTION,
    /** "fold" after a number. */
    FOLD,
    /** "threefold", "double": a number and its measure in one word. */
    TIMES,
    PERCENT,
    /** "yüzde", 百分之: makes a percentage of the number after it. */
    PERCENT_BEFORE,
    MONEY,
    AT_LEAST,
    AT_MOST,
    APPROX,
    NEARLY,
    AT_LEAST_AFTER,
    AT_MOST_AFTER,
    APPROX_AFTER,
    /** 多, 余: "and more", inside a number. */
    MORE,
    SEVERAL,
    MOST,
    FROM,
    TO,
    BETWEEN,
    DASH,
    AND,
    COMMA,
    /** "in", "since": a bare year may follow. */
    YEAR_BEFORE,
    /** "a", "an". */
    ARTICLE,
    /** "of", "the". */
    PARTICLE,
    MONTH,
    /** A year or a day, and digits that are no number at all: 12th, COVID-19, 3.5.2022. */
    DATE,
    WORD,
    /** A Chinese or Japanese character that says nothing of numbers. */
    HAN,
    OTHER
}

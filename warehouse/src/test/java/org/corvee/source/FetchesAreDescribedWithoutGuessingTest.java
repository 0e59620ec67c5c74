package org.corvee.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a descriptor says of fetching is either clear or refused, with the line. */
class FetchesAreDescribedWithoutGuessingTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyCombinationIsARequestOfItsOwn() throws IOException {
        Fetch fetch = fetch("""
                url: "https://Publisher.example/{country}/{month}?a=b"
                file: "{country}-{month}.json"
                for: {country: {values: [CHN, USA]}, month: {from: 2025-11, behind: 2}}
                """);

        assertThat(fetch.requests(LocalDate.parse("2026-02-17")))
                .extracting(Fetch.Request::file)
                .containsExactly("CHN-202512.json", "CHN-202511.json", "USA-202512.json", "USA-202511.json");
        assertThat(fetch.requests(LocalDate.parse("2026-02-17")).get(0).url())
                .isEqualTo("https://Publisher.example/CHN/202512?a=b");
        assertThat(fetch.requests(LocalDate.parse("2026-02-17")).get(0).attributes())
                .containsEntry("country", "CHN")
                .containsEntry("month", "202512");
        assertThat(fetch.requests(LocalDate.parse("2025-11-01"))).isEmpty();
        assertThat(fetch.hosts()).containsExactly("publisher.example");
    }

    @Test
    void limitsAreThoseOfTheDescriptorOrUsualOnes() throws IOException {
        assertThat(fetch("url: https://a.example/t\nfile: t.csv\n").limits())
                .isEqualTo(new Fetch.Limits(64 << 20, Duration.ofSeconds(300), Duration.ofSeconds(1), 500));
        assertThat(fetch("""
                        url: https://a.example/t
                        file: t.csv
                        bytes_at_most: 10
                        seconds_at_most: 20
                        seconds_between: 6
                        requests_a_day: 400
                        """).limits())
                .isEqualTo(new Fetch.Limits(10, Duration.ofSeconds(20), Duration.ofSeconds(6), 400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "url: ftp://a.example/t | test_table source.yml:9: cannot use url 'ftp://a.example/t': expected https://",
                "url: https://me@a.example/t | expected https://, a host without a user's name, and a path",
                "file: ../t.csv | cannot use file '../t.csv': expected a name of letters",
                "file: manifest.json | expected another name than that of the manifest of a snapshot",
                "url: https://a.example/{yaer} | cannot find parameter 'yaer'; allowed: year; did you mean 'year'?",
                "file: t.csv | cannot use file 't.csv': expected {year} in it, so that no two requests are kept under one name",
                "for: {year: {from: soon}} | cannot read from 'soon': expected a year such as 2017 or a month such as 2017-01",
                "for: {year: {values: [a/b]}} | cannot use value 'a/b': expected letters, digits",
                "for: {year: {}} | expected either 'values', or 'from' a year",
                "link: '[' | cannot use link '[': expected a regular expression",
                "key: {variable: HOME, header: X} | cannot use variable 'HOME': expected an environment variable that begins with",
                "key: {variable: CORVEE_X_KEY} | expected either the 'header' or the 'parameter' that carries it",
                "refuse: [{pattern: '('}] | expected a regular expression",
                "bytes_at_most: much | cannot read bytes_at_most 'much': expected a whole number",
                "retries: 3 | cannot use key 'retries'"
            })
    void whatIsNotClearIsRefused(String line, String expected) {
        String key = line.substring(0, line.indexOf(':'));
        StringBuilder fetch = new StringBuilder();
        for (String usual :
                new String[] {"url: \"https://a.example/{year}\"", "file: \"{year}.csv\"", "for: {year: {from: 2017}}"
                }) {
            fetch.append(usual.startsWith(key + ":") ? line : usual).append('\n');
        }
        String text = fetch.toString().contains(line) ? fetch.toString() : fetch + line + "\n";

        assertThatThrownBy(() -> fetch(text)).hasMessageContaining(expected);
    }

    @Test
    void fetchBesideADropSaysWhatTheDropRequires() throws IOException {
        String drop = """
                drop:
                  manifest:
                    scope: {type: text, required: true, description: "What was asked for."}
                  once: [source_id]
                """;

        assertThat(describe("url: https://a.example/t\nfile: t.csv\nmanifest: {scope: all}\n", drop)
                        .fetch()
                        .orElseThrow()
                        .requests(LocalDate.EPOCH)
                        .get(0)
                        .attributes())
                .containsEntry("scope", "all");
        assertThatThrownBy(() -> describe("url: https://a.example/t\nfile: t.csv\nmanifest: {scop: all}\n", drop))
                .hasMessageContaining("cannot use key 'scop'; allowed: scope; did you mean 'scope'?")
                .hasMessageContaining("expected what the drop requires of every file, 'scope' too");
    }

    private Fetch fetch(String fetch) throws IOException {
        return describe(fetch, "").fetch().orElseThrow();
    }

    private SourceDescriptor describe(String fetch, String drop) throws IOException {
        Path source = Files.createDirectories(folder.resolve("test_table"));
        Files.writeString(source.resolve("stage.sql"), "-- grain: one row per record\nselect 1\n");
        Files.writeString(source.resolve("source.yml"), """
                title: A table
                publisher: A publisher
                licence: CC0-1.0
                url: https://publisher.example/
                cadence: daily
                format: {kind: delimited, charset: utf-8}
                feeds: core.figure
                fetch:
                %s
                %scolumns:
                  a: {type: text, required: true}
                key: [a]
                bounds: {rows_at_least: 1}
                """.formatted(
                        fetch.strip().indent(2).stripTrailing(), drop));
        return SourceDescriptorParser.parse(source);
    }
}

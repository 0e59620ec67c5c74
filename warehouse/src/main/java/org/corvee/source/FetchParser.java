package org.corvee.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads the {@code fetch} of a descriptor. */
final class FetchParser {

    private static final long USUAL_BYTES = 64L << 20;
    private static final long USUAL_SECONDS = 300;
    private static final long USUAL_PACE = 1;
    private static final long USUAL_REQUESTS = 500;

    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)\\}");
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})(?:-(0[1-9]|1[0-2]))?");

    private final YamlMapping yaml;
    private final Problems problems;

    private FetchParser(YamlMapping yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    /**
     * Reads {@code fetch}.
     *
     * @param manifest what a manifest must say of a file that is dropped; empty for a source without a drop
     */
    static Fetch fetch(YamlMapping yaml, List<ColumnSpec> manifest, Problems problems) {
        return new FetchParser(yaml, problems).read(manifest);
    }

    private Fetch read(List<ColumnSpec> columns) {
        Map<String, Fetch.Choice> parameters = parameters();
        String url = yaml.text("url");
        String file = yaml.text("file");
        requireFileName(file);
        Map<String, String> manifest = manifest(columns, parameters);
        requireParameters("url", url, parameters, false);
        requireParameters("file", file, parameters, true);
        List<String> hosts = new ArrayList<>(yaml.texts("hosts"));
        String host = host(url);
        if (host != null) {
            hosts.add(host);
        }
        Fetch fetch = new Fetch(
                url,
                file,
                hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
                parameters,
                manifest,
                pattern(yaml, "link"),
                key(),
                new Fetch.Answer(yaml.texts("media_types"), refused()),
                new Fetch.Limits(
                        yaml.integer("bytes_at_most", USUAL_BYTES),
                        Duration.ofSeconds(yaml.integer("seconds_at_most", USUAL_SECONDS)),
                        Duration.ofSeconds(yaml.integer("seconds_between", USUAL_PACE)),
                        yaml.integer("requests_a_day", USUAL_REQUESTS)),
                yaml.flag("only_when_asked"));
        yaml.done();
        return fetch;
    }

    private @Nullable String host(String url) {
        if (url.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(IN_BRACES.matcher(url).replaceAll("0"));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri.getHost();
            }
        } catch (URISyntaxException e) {
            problems.add(Problem.cannot(yaml.location("url"), "use", "url", url)
                    .expected("an address")
                    .found(e.getReason()));
            return null;
        }
        problems.add(Problem.cannot(yaml.location("url"), "use", "url", url)
                .expected("https://, a host without a user's name, and a path"));
        return null;
    }

    private void requireFileName(String file) {
        String name = IN_BRACES.matcher(file).replaceAll("0");
        if (!file.isEmpty() && !name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,100}")) {
            problems.add(Problem.cannot(yaml.location("file"), "use", "file", file)
                    .expected("a name of letters, digits, '.', '-' and '_'"));
        }
        if (name.equals("manifest.json")) {
            problems.add(Problem.cannot(yaml.location("file"), "use", "file", file)
                    .expected("another name than that of the manifest of a snapshot"));
        }
    }

    /** Everything in braces is a parameter, and where a text must tell requests apart, every parameter is in it. */
    private void requireParameters(String key, String text, Map<String, Fetch.Choice> parameters, boolean tellsApart) {
        List<String> used = new ArrayList<>();
        for (Matcher matcher = IN_BRACES.matcher(text); matcher.find(); ) {
            used.add(matcher.group(1));
            if (!parameters.containsKey(matcher.group(1))) {
                problems.add(Problem.cannot(yaml.location(key), "find", "parameter", matcher.group(1))
                        .allowed(List.copyOf(parameters.keySet()))
                        .nearest(matcher.group(1), parameters.keySet()));
            }
        }
        for (String parameter : parameters.keySet()) {
            if (tellsApart && !used.contains(parameter)) {
                problems.add(Problem.cannot(yaml.location(key), "use", key, text)
                        .expected("{" + parameter + "} in it, so that no two requests are kept under one name"));
            }
        }
    }

    private Map<String, Fetch.Choice> parameters() {
        Map<String, Fetch.Choice> parameters = new LinkedHashMap<>();
        if (yaml.has("for")) {
            YamlMapping all = yaml.mapping("for");
            for (String name : all.keys()) {
                YamlMapping one = all.mapping(name);
                parameters.put(name, choice(one));
                one.done();
            }
            all.done();
        }
        return parameters;
    }

    private Fetch.Choice choice(YamlMapping one) {
        List<String> values = one.texts("values");
        String from = one.textOrNull("from");
        int behind = (int) one.integer("behind", 0);
        if (values.isEmpty() == (from == null)) {
            problems.add(Problem.cannot(one.location("values"), "read", "the parameter")
                    .expected("either 'values', or 'from' a year such as 2017 or a month such as 2017-01"));
            return new Fetch.Choice.Listed(List.of());
        }
        for (String value : values) {
            if (!value.matches("[A-Za-z0-9_.-]+")) {
                problems.add(Problem.cannot(one.location("values"), "use", "value", value)
                        .expected("letters, digits, '.', '-' and '_'; write anything else into the url"));
            }
        }
        if (from == null) {
            return new Fetch.Choice.Listed(values);
        }
        Matcher period = PERIOD.matcher(from);
        if (!period.matches()) {
            problems.add(Problem.cannot(one.location("from"), "read", "from", from)
                    .expected("a year such as 2017 or a month such as 2017-01"));
            return new Fetch.Choice.Listed(List.of());
        }
        int year = Integer.parseInt(period.group(1));
        return period.group(2) == null
                ? new Fetch.Choice.Years(year, behind)
                : new Fetch.Choice.Months(LocalDate.of(year, Integer.parseInt(period.group(2)), 1), behind);
    }

    /** Without a drop the parameters are what is said of an answer. */
    private Map<String, String> manifest(List<ColumnSpec> columns, Map<String, Fetch.Choice> parameters) {
        Map<String, String> manifest = new LinkedHashMap<>();
        if (!yaml.has("manifest")) {
            parameters.keySet().forEach(name -> manifest.put(name, "{" + name + "}"));
        } else {
            YamlMapping said = yaml.mapping("manifest");
            for (String key : said.keys()) {
                manifest.put(key, said.text(key));
                requireParameters("manifest", manifest.get(key), parameters, false);
            }
            said.done();
        }
        List<String> known = columns.stream().map(ColumnSpec::name).toList();
        for (String key : manifest.keySet()) {
            if (!columns.isEmpty() && !known.contains(key)) {
                problems.add(Problem.cannot(yaml.location("manifest"), "use", "key", key)
                        .allowed(known)
                        .nearest(key, known));
            }
        }
        for (ColumnSpec column : columns) {
            if (column.required() && !manifest.containsKey(column.name())) {
                problems.add(Problem.cannot(yaml.location("manifest"), "read", "manifest")
                        .expected("what the drop requires of every file, '" + column.name() + "' too"));
            }
        }
        return manifest;
    }

    private Fetch.@Nullable ApiKey key() {
        if (!yaml.has("key")) {
            return null;
        }
        YamlMapping key = yaml.mapping("key");
        String variable = key.text("variable");
        String header = key.textOrNull("header");
        String parameter = key.textOrNull("parameter");
        if (!variable.isEmpty() && !variable.matches("CORVEE_[A-Z0-9_]+_KEY")) {
            problems.add(Problem.cannot(key.location("variable"), "use", "variable", variable)
                    .expected("an environment variable that begins with CORVEE_ and ends with _KEY"));
        }
        if ((header == null) == (parameter == null)) {
            problems.add(Problem.cannot(key.location("header"), "read", "key")
                    .expected("either the 'header' or the 'parameter' that carries it"));
        }
        key.done();
        return new Fetch.ApiKey(variable, header, parameter);
    }

    private List<Fetch.Disguise> refused() {
        List<Fetch.Disguise> refused = new ArrayList<>();
        for (YamlMapping one : yaml.mappings("refuse")) {
            String pattern = pattern(one, "pattern");
            if (pattern == null && !one.has("pattern")) {
                one.text("pattern");
            }
            refused.add(new Fetch.Disguise(pattern == null ? "" : pattern, one.text("means"), one.flag("blocked")));
            one.done();
        }
        return refused;
    }

    private @Nullable String pattern(YamlMapping from, String key) {
        String pattern = from.textOrNull(key);
        boolean isOne = pattern != null && SourceDescriptorParser.requireExpression(from, key, pattern, problems);
        return isOne ? pattern : null;
    }
}

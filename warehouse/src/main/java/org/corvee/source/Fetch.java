package org.corvee.source;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a source are fetched over HTTP. Text in braces, such as {@code {year}}, stands for the value of a
 * parameter.
 *
 * @param url what is asked for, or the page on which {@code link} is found
 * @param file the name under which an answer is kept; answers to the same request have the same name every night
 * @param hosts where requests and redirects may go: the host of {@code url} and what the descriptor adds to it
 * @param parameters the values of each parameter; every combination is a request of its own
 * @param manifest what is said of an answer beside its bytes; its keys are columns of every row
 * @param link regular expression for the address of a link on the page at {@code url}; null when {@code url} is the table
 * @param key the key that the publisher asks for; null when it asks for none
 * @param answer what an answer must be
 * @param limits how much is asked for
 * @param onlyWhenAsked whether a refresh fetches it only when it is asked for this source by name
 */
public record Fetch(
        String url,
        String file,
        List<String> hosts,
        Map<String, Choice> parameters,
        Map<String, String> manifest,
        @Nullable String link,
        @Nullable ApiKey key,
        Answer answer,
        Limits limits,
        boolean onlyWhenAsked) {

    public Fetch {
        hosts = List.copyOf(new TreeSet<>(hosts));
        parameters = ordered(parameters);
        manifest = ordered(manifest);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * One request for each combination of the parameters, the newest periods first.
     *
     * @param today bounds the periods that are asked for
     */
    public List<Request> requests(LocalDate today) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, Choice> parameter : parameters.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : parameter.getValue().values(today)) {
                    Map<String, String> next = new LinkedHashMap<>(combination);
                    next.put(parameter.getKey(), value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations.stream().map(this::request).toList();
    }

    private Request request(Map<String, String> values) {
        Map<String, String> attributes = new LinkedHashMap<>();
        manifest.forEach((column, template) -> attributes.put(column, fill(template, values)));
        return new Request(fill(file, values), fill(url, values), attributes);
    }

    /** The key that the publisher asks for and an environment does not hold; empty when none is missing. */
    public Optional<ApiKey> missingKey(Map<String, String> environment) {
        return Optional.ofNullable(key)
                .filter(wanted -> wanted.secret(environment).isEmpty());
    }

    private static String fill(String template, Map<String, String> values) {
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /**
     * What is asked for at once.
     *
     * @param file the name under which the answer is kept
     * @param url without a key
     * @param attributes what is said of the answer beside its bytes
     */
    public record Request(String file, String url, Map<String, String> attributes) {

        public Request {
            attributes = Map.copyOf(attributes);
        }
    }

    /** The values of a parameter. */
    public sealed interface Choice {

        /** The values on a day. */
        List<String> values(LocalDate today);

        /**
         * Values that are listed.
         *
         * @param listed in the order in which they are asked for
         */
        record Listed(List<String> listed) implements Choice {

            public Listed {
                listed = List.copyOf(listed);
            }

            @Override
            public List<String> values(LocalDate today) {
                return listed;
            }
        }

        /**
         * Every year from one to the newest that the publisher has.
         *
         * @param from the first year
         * @param behind how many years the newest is behind the running one
         */
        record Years(int from, int behind) implements Choice {

            @Override
            public List<String> values(LocalDate today) {
                List<String> years = new ArrayList<>();
                for (int year = today.getYear() - behind; year >= from; year--) {
                    years.add(String.valueOf(year));
                }
                return years;
            }
        }

        /**
         * Every month likewise, as six digits.
         *
         * @param from its first day
         * @param behind how many months the newest is behind the running one
         */
        record Months(LocalDate from, int behind) implements Choice {

            @Override
            public List<String> values(LocalDate today) {
                List<String> months = new ArrayList<>();
                for (LocalDate month = today.withDayOfMonth(1).minusMonths(behind);
                        !month.isBefore(from);
                        month = month.minusMonths(1)) {
                    months.add("%04d%02d".formatted(month.getYear(), month.getMonthValue()));
                }
                return months;
            }
        }
    }

    /**
     * A key that a publisher asks for.
     *
     * @param variable the environment variable that holds it; nothing else does
     * @param header the header that carries it; null when a parameter does
     * @param parameter the parameter of the query that carries it; null when a header does
     */
    public record ApiKey(
            String variable,
            @Nullable String header,
            @Nullable String parameter) {

        /** The key as an environment holds it; empty when it does not. */
        public Optional<String> secret(Map<String, String> environment) {
            return Optional.ofNullable(environment.get(variable))
                    .map(String::strip)
                    .filter(secret -> !secret.isEmpty());
        }
    }

    /**
     * What an answer must be to become a snapshot.
     *
     * @param mediaTypes without parameters; empty when any will do
     * @param refused answers with status 200 that are none
     */
    public record Answer(List<String> mediaTypes, List<Disguise> refused) {

        public Answer {
            mediaTypes = List.copyOf(mediaTypes);
            refused = List.copyOf(refused);
        }
    }

    /**
     * How an error looks that comes as an answer.
     *
     * @param pattern regular expression that is found in the first part of it
     * @param means what it is, for a person
     * @param blocked whether it says that this client is not wanted, and not that something failed
     */
    public record Disguise(String pattern, String means, boolean blocked) {}

    /**
     * How much is asked for.
     *
     * @param bytes the most that an answer may have
     * @param time the most that an answer may take, from its first byte to its last
     * @param pace the least time between the starts of two requests to a host
     * @param requestsADay the most requests of one refresh
     */
    public record Limits(long bytes, Duration time, Duration pace, long requestsADay) {}
}

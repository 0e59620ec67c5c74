package org.corvee.format;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The observations of a message in SDMX-ML. A generic one has each value in an element of its own, a structure-specific one
 * has them as attributes. What a group of series has in common is not read.
 */
final class SdmxMlObservations implements Observations {

    /** What an attribute of a data set is when it is no component. */
    private static final Set<String> NO_COMPONENTS = Set.of(
            "action",
            "structureRef",
            "dataScope",
            "type",
            "setID",
            "validFromDate",
            "validToDate",
            "publicationYear",
            "publicationPeriod",
            "reportingBeginDate",
            "reportingEndDate");

    private static final String DEFAULT_DIMENSION = "TIME_PERIOD";

    private final Location location;
    private final FileChannel channel;
    private final StrictXml xml;
    private final Map<String, String> ofDataSet = new LinkedHashMap<>();
    private final Map<String, String> ofSeries = new LinkedHashMap<>();
    private String dimension = DEFAULT_DIMENSION;
    private boolean inSeries;
    private boolean begun;
    private long line;

    SdmxMlObservations(Path file, Location location) throws IOException {
        this.location = location;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            this.xml = new StrictXml(Channels.newInputStream(channel), location, "the message");
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public @Nullable Map<String, String> next() {
        while (xml.next()) {
            if (xml.isEnd("Series")) {
                inSeries = false;
                ofSeries.clear();
            } else if (xml.isStart()) {
                Map<String, String> observation = start();
                if (observation != null) {
                    return observation;
                }
            }
        }
        if (!begun) {
            throw new ProblemException(Problem.cannot(location, "read", "the message")
                    .expected("a message of SDMX with a data set")
                    .found("none in it"));
        }
        return null;
    }

    private @Nullable Map<String, String> start() {
        switch (xml.name()) {
            case "Structure" -> {
                String named = xml.attribute("dimensionAtObservation");
                dimension = named == null ? dimension : named;
            }
            case "DataSet" -> {
                begun = true;
                requireNoDeletion(xml.attribute("action"));
                ofDataSet.clear();
                addAttributes(ofDataSet, NO_COMPONENTS);
            }
            case "Group" -> xml.skip();
            case "Series" -> {
                inSeries = true;
                ofSeries.clear();
                addAttributes(ofSeries, Set.of("type"));
            }
            case "Attributes", "SeriesKey" -> readValues(inSeries ? ofSeries : ofDataSet);
            case "Obs" -> {
                return observation();
            }
            case "Footer", "ErrorMessage" -> throw error();
            default -> {}
        }
        return null;
    }

    private Map<String, String> observation() {
        line = xml.line();
        int depth = xml.depth();
        Map<String, String> observation = new LinkedHashMap<>(ofDataSet);
        observation.putAll(ofSeries);
        addAttributes(observation, Set.of("type"));
        while (xml.next() && !(xml.isEnd("Obs") && xml.depth() < depth)) {
            if (xml.isStart("ObsDimension")) {
                String named = xml.attribute("id");
                put(observation, named == null ? dimension : named, xml.attribute("value"));
            } else if (xml.isStart("ObsValue")) {
                String named = xml.attribute("id");
                put(observation, named == null ? VALUE : named, xml.attribute("value"));
            } else if (xml.isStart("Value")) {
                put(observation, String.valueOf(xml.attribute("id")), xml.attribute("value"));
            }
        }
        return observation;
    }

    private void readValues(Map<String, String> values) {
        int depth = xml.depth();
        while (xml.next() && xml.depth() >= depth) {
            if (xml.isStart("Value")) {
                put(values, String.valueOf(xml.attribute("id")), xml.attribute("value"));
            }
        }
    }

    private void addAttributes(Map<String, String> values, Set<String> others) {
        for (int i = 0; i < xml.attributes(); i++) {
            if (!others.contains(xml.attributeName(i))) {
                put(values, xml.attributeName(i), xml.attributeValue(i));
            }
        }
    }

    /** A component has one value for an observation, at whatever level it stands. */
    private void put(Map<String, String> values, String id, @Nullable String value) {
        String before = values.put(id, value == null ? "" : value);
        if (before != null && !before.equals(value)) {
            throw new ProblemException(Problem.cannot(location.atLine(xml.line()), "read", id)
                    .expected("one value")
                    .found("'" + before + "' and '" + value + "'"));
        }
    }

    private void requireNoDeletion(@Nullable String action) {
        if (action != null && action.toLowerCase(Locale.ROOT).startsWith("d")) {
            throw new ProblemException(Problem.cannot(location.atLine(xml.line()), "read", "the data set")
                    .expected("data")
                    .found("what is to be deleted: action '" + action + "'"));
        }
    }

    /** A publisher that has no answer says so in a footer, or in a message of errors, with status 200. */
    private ProblemException error() {
        String code = xml.attribute("code");
        int depth = xml.depth();
        String text = "";
        while (text.isEmpty() && xml.next() && xml.depth() >= depth - 1) {
            if (xml.isStart("Message") || xml.isStart("ErrorMessage")) {
                code = xml.attribute("code");
            } else if (xml.isStart("Text")) {
                text = xml.text();
            }
        }
        return new ProblemException(Problem.cannot(location.atLine(xml.line()), "read", "the observations")
                .expected("a message of data")
                .found("message " + code + ": '" + text.strip() + "'"));
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public long bytesRead() {
        return RecordReader.position(channel);
    }

    @Override
    public void close() throws IOException {
        xml.close();
        channel.close();
    }
}

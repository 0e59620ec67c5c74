package org.corvee.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.SdmxFormat;
import org.corvee.source.TableFormat;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/** A data message in SDMX-ML or SDMX-JSON. Which components it has is known only when it was read to its end. */
final class SdmxFile implements PublishedFile {

    private final SdmxFormat format;
    private final Path file;
    private final Location location;
    private final Header header;

    SdmxFile(TableShape shape, SdmxFormat format, Path file, Map<String, String> manifest) throws IOException {
        this.format = format;
        this.file = file;
        this.location = Location.of(shape.owner(), file.getFileName().toString());
        Set<String> names = new LinkedHashSet<>();
        try (Observations observations = open()) {
            for (Map<String, String> one = observations.next(); one != null; one = observations.next()) {
                names.addAll(one.keySet());
                if (names.size() > HeaderGrid.MOST_COLUMNS) {
                    throw new ProblemException(
                            Problem.cannot(location.atLine(observations.line()), "read", "the header")
                                    .expected("at most " + HeaderGrid.MOST_COLUMNS + " components")
                                    .found("more"));
                }
            }
        }
        if (names.isEmpty()) {
            throw new ProblemException(Problem.cannot(location, "read", "the observations")
                    .expected("at least one")
                    .found("none: the message is empty"));
        }
        this.header = Header.match(new ArrayList<>(names), shape, manifest, location);
    }

    private Observations open() throws IOException {
        return format.kind() == TableFormat.Kind.SDMX_ML
                ? new SdmxMlObservations(file, location)
                : new SdmxJsonObservations(file, location);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<FilePart> parts(long bytesPerPart) throws IOException {
        return List.of(FilePart.whole(Files.size(file)));
    }

    @Override
    public RecordReader read(FilePart part) throws IOException {
        return new Reader(open());
    }

    private final class Reader implements RecordReader {

        private final Observations observations;
        private final RecordBuffer buffer = new RecordBuffer();
        private long number;

        Reader(Observations observations) {
            this.observations = observations;
        }

        @Override
        public @Nullable RecordBuffer next() {
            Map<String, String> observation = observations.next();
            if (observation == null) {
                return null;
            }
            buffer.begin(++number, observations.line());
            header.names().forEach(name -> buffer.add(observation.getOrDefault(name, "")));
            return buffer;
        }

        @Override
        public long bytesRead() {
            return observations.bytesRead();
        }

        @Override
        public void close() throws IOException {
            observations.close();
        }
    }
}

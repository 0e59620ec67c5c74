package org.corvee.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.problem.Location;
import org.corvee.source.ColumnSpec;
import org.corvee.source.JsonFormat;
import org.corvee.source.TableShape;

/** A table in JSON. It has no part but the whole: where a record starts is only known from the start of the file. */
final class JsonFile implements PublishedFile {

    private final String owner;
    private final JsonFormat format;
    private final Path file;
    private final long size;
    private final Header header;

    JsonFile(TableShape shape, JsonFormat format, Path file, Map<String, String> manifest) throws IOException {
        this.owner = shape.owner();
        this.format = format;
        this.file = file;
        this.size = Files.size(file);
        Location location = Location.of(owner, file.getFileName().toString());
        try (JsonReader reader = new JsonReader(owner, format, file)) {
            List<String> names = reader.names();
            if (names.isEmpty()) {
                names = shape.columns().stream()
                        .filter(column -> column.presence().isDue(manifest))
                        .map(ColumnSpec::name)
                        .toList();
            }
            this.header = Header.match(names, shape, manifest, location.atLine(reader.line()));
        }
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<FilePart> parts(long bytesPerPart) {
        return List.of(FilePart.whole(size));
    }

    @Override
    public RecordReader read(FilePart part) throws IOException {
        JsonReader reader = new JsonReader(owner, format, file);
        reader.expect(header.names());
        return reader;
    }
}

package org.corvee.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.HtmlFormat;
import org.corvee.source.JsonFormat;
import org.corvee.source.SdmxCsvFormat;
import org.corvee.source.SdmxFormat;
import org.corvee.source.TableFormat;
import org.corvee.source.TableShape;
import org.corvee.source.XlsxFormat;

/** A file as published: its header, the parts that it can be read in side by side, and the records of each. */
public sealed interface PublishedFile permits DelimitedFile, JsonFile, HtmlFile, XlsxFile, SdmxCsvFile, SdmxFile {

    /**
     * Opens a file that is not packed and reads its header.
     *
     * @param manifest what is known of a dropped file beside its bytes; empty for other sources
     * @throws org.corvee.problem.ProblemException when the file is empty, its encoding is wrong or its header drifted
     */
    static PublishedFile open(TableShape shape, Path file, Map<String, String> manifest) throws IOException {
        TableFormat format = shape.format();
        return switch (format.kind()) {
            case DELIMITED -> new DelimitedFile(shape, (DelimitedFormat) format, file, manifest);
            case HTML -> new HtmlFile(shape, (HtmlFormat) format, file, manifest);
            case XLSX -> new XlsxFile(shape, (XlsxFormat) format, file, manifest);
            case SDMX_CSV -> new SdmxCsvFile(shape, (SdmxCsvFormat) format, file, manifest);
            case SDMX_ML, SDMX_JSON -> new SdmxFile(shape, (SdmxFormat) format, file, manifest);
            case JSON -> new JsonFile(shape, (JsonFormat) format, file, manifest);
        };
    }

    Header header();

    /**
     * The parts of the file, in order. A file that is not longer than a part, or cannot be cut, has one.
     *
     * @param bytesPerPart how long a part should be
     */
    List<FilePart> parts(long bytesPerPart) throws IOException;

    /** Starts to read a part, behind the header. */
    RecordReader read(FilePart part) throws IOException;
}

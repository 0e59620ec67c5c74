package org.corvee.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is there of a download that broke off, with what the publisher can tell by whether it is still that document. */
final class Partial {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Path note;

    Partial(Path file) {
        this.file = file;
        this.note = file.resolveSibling(file.getFileName() + ".json");
    }

    /**
     * What is known of the bytes.
     *
     * @param url the address that they came from
     * @param validator a strong entity tag, or else the day of the last change
     */
    record Note(String url, String validator) {}

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What to go on with; empty when a download must begin anew. */
    Optional<Note> note(String url) throws IOException {
        if (size() == 0 || !Files.isRegularFile(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(note.toFile(), Note.class))
                    .filter(known -> known.url().equals(url));
        } catch (JacksonException e) {
            // Half-written by a machine that stopped: the bytes are worth nothing without it.
            return Optional.empty();
        }
    }

    /** Begins anew. */
    void begin(String url, @Nullable String validator) throws IOException {
        discard();
        Files.createDirectories(file.getParent());
        if (validator != null) {
            Files.write(note, JSON.writeValueAsBytes(new Note(url, validator)));
        }
    }

    /** The bytes are whole: nothing is to be gone on with. */
    void end() throws IOException {
        Files.deleteIfExists(note);
    }

    void discard() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(note);
    }
}

package org.corvee.digest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Code is an input like any other: what it made must be made again when it changed. */
public final class CodeDigest {

    private CodeDigest() {}

    /** A digest of the jars or class folders that hold the given classes. */
    public static Sha256 of(List<Class<?>> code) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Class<?> type : code) {
            text.append(FolderDigest.of(location(type)));
        }
        return Sha256.of(text.toString());
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry is a valid URI", e);
        }
    }
}

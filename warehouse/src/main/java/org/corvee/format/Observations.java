package org.corvee.format;

import java.io.Closeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The observations of a data message one by one, with constant memory. */
interface Observations extends Closeable {

    /** The value itself. */
    String VALUE = "OBS_VALUE";

    /**
     * The values of the components of the next observation, those of its series and data set among them; null at the end.
     *
     * @throws org.corvee.problem.ProblemException when the message is an error, or none
     */
    @Nullable
    Map<String, String> next();

    /** 1-based line of the observation that was read last. */
    long line();

    long bytesRead();
}

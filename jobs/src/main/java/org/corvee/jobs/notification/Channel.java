package org.corvee.jobs.notification;

import java.io.IOException;
import java.util.List;

/** A way to tell people. */
interface Channel {

    /** Its name, under which events wait for it. */
    String name();

    /** Where it leads, without anything secret. */
    String address();

    /**
     * Sends events, all of them or none.
     *
     * @throws IOException when they were not taken; its message has nothing secret
     */
    void send(List<Event> events) throws IOException;
}

package org.corvee.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.corvee.source.Fetch;
import org.jspecify.annotations.Nullable;

/** The web as one refresh uses it: one pace for each host, whichever source asks, and the keys of the environment. */
public final class Web implements Closeable {

    /** By whom an operator of this program can be reached; publishers like to know. */
    public static final String CONTACT = "CORVEE_CONTACT";

    private final NetworkPolicy policy;
    private final Map<String, String> environment;
    private final DnsResolver names;
    private final Fetcher fetcher;

    /**
     * Opens the web.
     *
     * @param environment holds the keys and the contact, and nothing else of it is looked at
     * @param version of this program
     */
    public Web(NetworkPolicy policy, Map<String, String> environment, String version, Clock clock, Pause pause) {
        this(policy, environment, version, clock, pause, SystemDefaultDnsResolver.INSTANCE);
    }

    Web(
            NetworkPolicy policy,
            Map<String, String> environment,
            String version,
            Clock clock,
            Pause pause,
            DnsResolver names) {
        this.policy = policy;
        this.environment = Map.copyOf(environment);
        this.names = new GuardedResolver(policy, names);
        this.fetcher = new Fetcher(policy, userAgent(version, environment.get(CONTACT)), clock, pause, names);
    }

    private static String userAgent(String version, @Nullable String contact) {
        String known = contact == null || contact.isBlank() ? "" : "; " + contact.strip();
        return "Corvee/" + version + " (archive of public statistics" + known + ")";
    }

    /** Whether any request may leave. */
    public boolean isOpen() {
        return policy.open();
    }

    /** Whether publishers are told whom to write to. */
    public boolean hasContact() {
        return !environment.getOrDefault(CONTACT, "").isBlank();
    }

    /** The key that a publisher asks for and the environment does not hold; empty when none is missing. */
    public Optional<Fetch.ApiKey> missingKey(Fetch fetch) {
        return fetch.missingKey(environment);
    }

    Optional<String> secret(Fetch.ApiKey key) {
        return key.secret(environment);
    }

    /**
     * Looks at all hosts side by side and asks nothing more of those that cannot be connected to.
     *
     * @param addresses one of each host
     */
    public void lookAt(Collection<URI> addresses) throws InterruptedException {
        Reach.silent(addresses, names).forEach(fetcher::giveUp);
    }

    Fetcher fetcher() {
        return fetcher;
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
    }
}

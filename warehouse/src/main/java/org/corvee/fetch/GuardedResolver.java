package org.corvee.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of a host and refuses those that may not be asked. Connections are made to what it answers and to
 * nothing else, so that a name cannot mean one machine when it is looked at and another when it is asked.
 */
final class GuardedResolver implements DnsResolver {

    private final NetworkPolicy policy;
    private final DnsResolver names;

    /** @param names finds the addresses; the one of the machine but for tests */
    GuardedResolver(NetworkPolicy policy, DnsResolver names) {
        this.policy = policy;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!policy.allows(address)) {
                throw new ForbiddenAddressException(host, address.getHostAddress());
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** A name that means a machine which may not be asked. */
    static final class ForbiddenAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        ForbiddenAddressException(String host, String address) {
            super("the host '" + host + "' has the address " + address + ", which is not of the public internet");
        }
    }
}

package org.corvee.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Names that mean what a test says; numbers mean themselves.
 *
 * @param addresses by name
 */
record TestingNames(Map<String, List<String>> addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (Character.isDigit(host.charAt(0))) {
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        List<String> known = addresses.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] machines = new InetAddress[known.size()];
        for (int i = 0; i < machines.length; i++) {
            machines[i] = InetAddress.getByName(known.get(i));
        }
        return machines;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}

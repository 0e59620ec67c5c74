package org.corvee.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where requests may go, whatever a descriptor or a publisher says.
 *
 * @param open whether any request may leave at all
 * @param loopback whether this machine may be asked, at any port: for tests alone
 */
public record NetworkPolicy(boolean open, boolean loopback) {

    /** The public web. */
    public static final NetworkPolicy PUBLIC = new NetworkPolicy(true, false);

    /** Nothing. */
    public static final NetworkPolicy CLOSED = new NetworkPolicy(false, false);

    private static final int BYTE = 0xff;

    /**
     * Why an address of the web may not be asked for; empty when it may.
     *
     * @param hosts the hosts that the source may ask
     * @param plain whether the source itself says http: nobody is led there from https
     */
    Optional<String> objection(URI uri, List<String> hosts, boolean plain) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (!"https".equals(uri.getScheme()) && !(plain && "http".equals(uri.getScheme()))) {
            return Optional.of("'" + uri.getScheme() + "' is not https");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("it has a user's name in it");
        }
        if (!loopback && uri.getPort() >= 0 && uri.getPort() != 443 && uri.getPort() != 80) {
            return Optional.of("port " + uri.getPort() + " is not that of the web");
        }
        if (!hosts.contains(host)) {
            return Optional.of(
                    "the host '" + host + "' is not among the hosts of the source: " + String.join(", ", hosts));
        }
        return Optional.empty();
    }

    /**
     * Whether a machine at an address may be asked: one of the public internet. Private networks, this machine, the link,
     * addresses that carry others inside them and those that are reserved are none (IANA special-purpose registries).
     */
    boolean allows(InetAddress address) {
        if (loopback && address.isLoopbackAddress()) {
            return true;
        }
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & BYTE;
        int second = bytes[1] & BYTE;
        int third = bytes[2] & BYTE;
        if (address instanceof Inet4Address) {
            return first != 0
                    && !(first == 100 && (second & 0xc0) == 64)
                    && !(first == 192 && second == 0 && (third == 0 || third == 2))
                    && !(first == 192 && second == 88 && third == 99)
                    && !(first == 198 && (second == 18 || second == 19))
                    && !(first == 198 && second == 51 && third == 100)
                    && !(first == 203 && second == 0 && third == 113)
                    && first < 240;
        }
        // Of version 6 only global unicast (2000::/3), without Teredo (2001::/23 and what it holds) and 6to4
        // (2002::/16).
        return address instanceof Inet6Address
                && (first & 0xe0) == 0x20
                && !(first == 0x20 && second == 0x01 && (third & 0xfe) == 0)
                && !(first == 0x20 && second == 0x01 && third == 0x0d && (bytes[3] & BYTE) == 0xb8)
                && !(first == 0x20 && second == 0x02);
    }
}

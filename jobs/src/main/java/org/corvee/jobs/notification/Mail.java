package org.corvee.jobs.notification;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.corvee.digest.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One mail with all events of a night. */
final class Mail implements Channel {

    private static final int SUBMISSION = 25;
    private static final int SUBMISSION_WITH_TLS = 465;

    /**
     * How a server is reached.
     *
     * @param uri smtp or smtps, host and port
     * @param user null when it asks for none
     * @param password null likewise; only sent after TLS is agreed
     * @param from the sender
     * @param to the addresses, with commas between them
     * @param patience how long each answer of the server may take
     * @param trusting who else is trusted than the authorities of Java; null for nobody
     */
    record Server(
            URI uri,
            Optional<String> user,
            Optional<String> password,
            String from,
            String to,
            Duration patience,
            @Nullable SSLSocketFactory trusting) {}

    private static final int ANSWER = 6;

    private final Server server;
    private final Clock clock;

    Mail(Server server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String address() {
        return server.uri().getHost();
    }

    @Override
    public void send(List<Event> events) throws IOException {
        Session session = Session.getInstance(properties());
        try {
            MimeMessage message = message(session, events);
            try (Transport transport = session.getTransport()) {
                transport.connect(server.user().orElse(null), server.password().orElse(null));
                try {
                    transport.sendMessage(message, message.getAllRecipients());
                } catch (SendFailedException e) {
                    Address[] sent = e.getValidSentAddresses();
                    if (sent == null || sent.length == 0) {
                        throw e;
                    }
                    // One address that is no more must not keep the others from being told.
                    LoggerFactory.getLogger(Mail.class).warn("not every address took the mail: {}", reason(e));
                }
            }
        } catch (MessagingException e) {
            throw new IOException(reason(e), e);
        }
    }

    private Properties properties() {
        String protocol = server.uri().getScheme();
        boolean tls = protocol.equals("smtps");
        String start = "mail." + protocol + ".";
        String millis = String.valueOf(server.patience().toMillis());
        int port = server.uri().getPort();
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put(start + "host", server.uri().getHost());
        properties.put(start + "port", String.valueOf(port > 0 ? port : tls ? SUBMISSION_WITH_TLS : SUBMISSION));
        properties.put(start + "auth", String.valueOf(server.user().isPresent()));
        properties.put(start + "connectiontimeout", millis);
        // Servers look through a mail before they say that they have it: whoever hangs up meanwhile sends it twice.
        properties.put(start + "timeout", String.valueOf(server.patience().toMillis() * ANSWER));
        properties.put(start + "sendpartial", "true");
        properties.put(start + "writetimeout", millis);
        properties.put(start + "ssl.checkserveridentity", "true");
        if (!tls) {
            properties.put(start + "starttls.enable", "true");
            properties.put(
                    start + "starttls.required",
                    String.valueOf(server.password().isPresent()));
        }
        if (server.trusting() != null) {
            properties.put(start + "ssl.socketFactory", server.trusting());
        }
        return properties;
    }

    private MimeMessage message(Session session, List<Event> events) throws MessagingException {
        String ids = events.stream().map(Event::id).collect(Collectors.joining("\n"));
        String unique = Sha256.of(ids.getBytes(StandardCharsets.UTF_8)).hex();
        String host = server.from().substring(server.from().indexOf('@') + 1);
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // The usual one tells the names of the user and the machine.
                setHeader("Message-ID", "<" + unique + "@" + host + ">");
            }
        };
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(server.to(), true));
        message.setSubject(Words.subject(events), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(Words.text(events), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    /** The first line of what the server said, or of what went wrong on the way. */
    private String reason(Exception e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("failed");
        String kind = e.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String reason = first.isBlank() ? kind : first;
        return server.password()
                .map(secret -> reason.replace(secret, "********"))
                .orElse(reason);
    }
}

package org.corvee.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to a real server on this machine. The events are made up. */
class MailTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:05:00Z"), ZoneOffset.UTC);
    private static final Instant SINCE = Instant.parse("2026-11-21T02:00:00Z");
    private static final String RUN = "20261121T020000.000Z";
    private static final String PASSWORD = "made-up-password";

    @TempDir
    private Path folder = Path.of("");

    private static final List<Event> EVENTS = List.of(
            Event.of(Kind.SOURCE_RECOVERED, "made_up_one", SINCE, null, RUN),
            Event.of(
                    Kind.SOURCE_STALE,
                    "made_up_two\r\nBcc: somebody@example.org",
                    SINCE,
                    "cannot read '工人'\n<script>alert(1)</script>\r\nBcc: somebody@example.org\r\n.\r\nQUIT\u2028x\u0007",
                    RUN));

    private static GreenMail start(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(10_000);
        GreenMail mail = new GreenMail(setup);
        mail.start();
        return mail;
    }

    private static Mail mail(
            String scheme,
            int port,
            Optional<String> password,
            @Nullable SSLSocketFactory trusting,
            Duration patience) {
        return new Mail(
                new Mail.Server(
                        URI.create(scheme + "://localhost:" + port),
                        password.map(secret -> "night"),
                        password,
                        "corvee@example.org",
                        "desk@example.org, night@example.org",
                        patience,
                        trusting),
                CLOCK);
    }

    @Test
    void oneMailHasAllEventsAsText() throws Exception {
        GreenMail server = start(ServerSetup.PROTOCOL_SMTP);
        try {
            mail("smtp", server.getSmtp().getPort(), Optional.empty(), null, Duration.ofSeconds(10))
                    .send(EVENTS);

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).as("one for each recipient").hasSize(2);
            MimeMessage message = received[0];
            assertThat(message.getSubject())
                    .isEqualTo("Corvée: made_up_two Bcc: somebody@example.org is stale (and 1 more)");
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(message.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("desk@example.org", "night@example.org");
            assertThat(message.getFrom()).extracting(Object::toString).containsExactly("corvee@example.org");
            assertThat(message.getRecipients(Message.RecipientType.CC)).isNull();
            assertThat(message.getSentDate()).isEqualTo(Date.from(CLOCK.instant()));
            assertThat(message.getMessageID()).matches("<[0-9a-f]{64}@example\\.org>");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            assertThat(String.valueOf(message.getContent()).lines().toList())
                    .containsSubsequence(
                            "made_up_one is fresh again",
                            "  since: 2026-11-21T02:00:00Z",
                            "  report: reports/" + RUN + ".html",
                            "    cannot read '工人'",
                            "    <script>alert(1)</script>",
                            "    Bcc: somebody@example.org",
                            "    .",
                            "    QUIT x ");
            assertThat(String.valueOf(message.getContent())).contains("next: ./corvee drift made_up_two");
        } finally {
            server.stop();
        }
    }

    @Test
    void passwordIsNotSentWithoutTls() {
        GreenMail server = start(ServerSetup.PROTOCOL_SMTP);
        try {
            server.setUser("night", PASSWORD);
            Mail mail = mail("smtp", server.getSmtp().getPort(), Optional.of(PASSWORD), null, Duration.ofSeconds(10));

            assertThatThrownBy(() -> mail.send(EVENTS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("STARTTLS")
                    .hasMessageNotContaining(PASSWORD);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void serverWithTlsIsVerifiedAndAskedForTheUser() throws Exception {
        Path keys = keys();
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, keys.toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, "changeit");
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEY_PASSWORD_PROPERTY, "changeit");
        GreenMail server = start(ServerSetup.PROTOCOL_SMTPS);
        try {
            server.setUser("night", PASSWORD);
            int port = server.getSmtps().getPort();
            Duration patience = Duration.ofSeconds(10);

            assertThatThrownBy(() -> mail("smtps", port, Optional.of(PASSWORD), null, patience)
                            .send(EVENTS))
                    .as("nobody vouches for its certificate")
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> mail("smtps", port, Optional.of("wrong-one"), trusting(keys), patience)
                            .send(EVENTS))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("wrong-one");
            assertThat(server.getReceivedMessages()).isEmpty();

            mail("smtps", port, Optional.of(PASSWORD), trusting(keys), patience).send(EVENTS);

            assertThat(server.getReceivedMessages()).hasSize(2);
        } finally {
            server.stop();
            System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
            System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
            System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEY_PASSWORD_PROPERTY);
        }
    }

    @Test
    void silentServerIsNotWaitedFor() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            Mail mail = mail("smtp", silent.getLocalPort(), Optional.empty(), null, Duration.ofSeconds(1));
            long start = System.nanoTime();

            assertThatThrownBy(() -> mail.send(EVENTS)).isInstanceOf(IOException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    /** A certificate for this machine that nobody vouches for. */
    private Path keys() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "mail",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        return keys;
    }

    private static SSLSocketFactory trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("mail", store.getCertificate("mail"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}

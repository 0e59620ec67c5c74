package org.corvee.fetch;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A publisher on this machine that answers whatever a test wants, also what no honest server would. */
final class TestingServer implements Closeable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    TestingServer() throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
    }

    /**
     * What was asked.
     *
     * @param target path and query
     * @param headers names in lower case
     */
    record Request(String target, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Writes an answer, byte by byte. */
    @FunctionalInterface
    interface Reply {

        void write(Request request, OutputStream out) throws IOException, InterruptedException;

        /** An honest answer. */
        static Reply of(int status, String body, String... headers) {
            return (request, out) -> {
                StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " status\r\n");
                for (String header : headers) {
                    text.append(header).append("\r\n");
                }
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                text.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
                out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                out.write(bytes);
            };
        }

        /** Exactly these characters, and then the end of the connection. */
        static Reply raw(String text) {
            return (request, out) -> out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Answers to a path one after the other; the last one stays. */
    TestingServer on(String path, Reply... answers) {
        replies.put(path, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    String url(String path) {
        return url("127.0.0.1", path);
    }

    /** The same server under a name that a test gives to it. */
    String url(String host, String path) {
        return "http://" + host + ":" + socket.getLocalPort() + path;
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> answer(connection));
            } catch (SocketException e) {
                return; // Closed: the test is over.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            if (first == null) {
                return; // Somebody only looked whether the server is there.
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            Request request = new Request(first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' ')), headers);
            synchronized (requests) {
                requests.add(request);
            }
            next(request).write(request, connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // The client has had enough: several tests want just that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Reply next(Request request) {
        String path = request.target().replaceAll("\\?.*", "");
        Deque<Reply> left = replies.get(path);
        if (left == null) {
            return Reply.of(404, "there is no " + path);
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}

package com.twinafas.afas.connection;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A server that can do on the wire what no HTTP library lets a server do. */
final class WireServer implements AutoCloseable {

    /** A request as it arrived. */
    record Received(String method, String address, Map<String, String> headers, String body) {

        boolean token() {
            return address.endsWith("/oauth/token");
        }
    }

    /** What the server does with a request. */
    sealed interface Reply {

        /** Answers. */
        record Answer(int status, Map<String, String> headers, String body) implements Reply {
        }

        /** Announces more than it sends, and closes. */
        record Truncated(int status, String body) implements Reply {
        }

        /** Resets the connection with the request read. */
        record Reset() implements Reply {
        }

        /** Keeps the connection open and says nothing. */
        record Silence() implements Reply {
        }
    }

    private static final int TLS_HANDSHAKE = 22;

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Function<Received, Reply> behaviour;

    WireServer(Function<Received, Reply> behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** Gives a token to who asks for one; the rest is for the behaviour. */
    static WireServer withTokens(Function<Received, Reply> behaviour) {
        return new WireServer(request -> request.token() ? token("t1") : behaviour.apply(request));
    }

    static Reply token(String token) {
        return json(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    static Reply json(int status, String body) {
        return new Reply.Answer(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    static Reply html(int status) {
        return new Reply.Answer(status, Map.of("Content-Type", "text/html"), "<html><body>Sorry</body></html>");
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/ProfitRestServices");
    }

    /** All requests but those for a token. */
    List<Received> received() {
        return received.stream().filter(request -> !request.token()).toList();
    }

    long tokens() {
        return received.stream().filter(Received::token).count();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean open = true;
            while (open) {
                Received request = request(in);
                if (request == null) {
                    return;
                }
                received.add(request);
                open = reply(socket, request, behaviour.apply(request));
            }
        } catch (IOException gone) {
            // The client went away.
        }
    }

    private static boolean reply(Socket socket, Received request, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Answer answer -> {
                byte[] plain = answer.body().getBytes(StandardCharsets.UTF_8);
                boolean gzip = plain.length > 0
                        && request.headers().getOrDefault("Accept-Encoding", "").contains("gzip");
                byte[] body = gzip ? compressed(plain) : plain;
                StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\n");
                answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
                if (gzip) {
                    head.append("Content-Encoding: gzip\r\n");
                }
                head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
                send(socket, head.toString().getBytes(StandardCharsets.US_ASCII), body);
                return true;
            }
            case Reply.Truncated truncated -> {
                byte[] body = truncated.body().getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 " + truncated.status() + " x\r\nContent-Length: " + (body.length + 10)
                        + "\r\n\r\n";
                send(socket, head.getBytes(StandardCharsets.US_ASCII), body);
                return false;
            }
            case Reply.Reset reset -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case Reply.Silence silence -> {
                return socket.getInputStream().read() >= 0;
            }
        }
    }

    private static void send(Socket socket, byte[] head, byte[] body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(body);
        socket.getOutputStream().write(all.toByteArray());
        socket.getOutputStream().flush();
    }

    private static byte[] compressed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static @Nullable Received request(InputStream in) throws IOException {
        in.mark(1);
        boolean tls = in.read() == TLS_HANDSHAKE;
        in.reset();
        String line = tls ? "" : line(in);
        if (line.isEmpty()) {
            return null;
        }
        String[] first = line.split(" ", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Received(first[0], first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

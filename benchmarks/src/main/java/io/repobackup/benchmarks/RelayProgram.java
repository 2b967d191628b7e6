package io.repobackup.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Relays connections at a port of its own, which it prints, to another one of this machine, as slowly as a link would. */
final class RelayProgram {

    private RelayProgram() {}

    /** {@code PORT MEGABITS MILLIS}; ends with its input. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int megabits = Integer.parseInt(args[1]);
        int millis = Integer.parseInt(args[2]);
        LinkPace up = new LinkPace(megabits, millis);
        LinkPace down = new LinkPace(megabits, millis);
        ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        System.out.println(server.getLocalPort());
        Thread accepting = new Thread(() -> accept(server, port, up, down));
        accepting.setDaemon(true);
        accepting.start();
        while (System.in.read() >= 0) {}
    }

    private static void accept(ServerSocket server, int port, LinkPace up, LinkPace down) {
        while (true) {
            try {
                Socket client = server.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), port);
                client.setTcpNoDelay(true);
                target.setTcpNoDelay(true);
                new RelayedDirection(client, target, up).start();
                new RelayedDirection(target, client, down).start();
            } catch (IOException e) {
                System.err.println("The relay lost a connection: " + e);
            }
        }
    }
}

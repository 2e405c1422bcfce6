package com.twinafas.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks whether secrets that are mounted as files have changed. When they have and then stay as they are, the process is
 * asked to stop, so that whoever started it starts it again with the new ones: passwords, certificates and keys are
 * then all new at once, and nothing has to know which of them is used where.
 */
final class SecretWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);

    private final List<Path> folders;
    private final Duration pause;
    private final Runnable stopProcess;
    private volatile @Nullable CountDownLatch stopped;

    /**
     * @param folders     with the files, folders in them included
     * @param pause       between two looks
     * @param stopProcess what is done, once, when they have changed
     */
    SecretWatch(List<Path> folders, Duration pause, Runnable stopProcess) {
        this.folders = List.copyOf(folders);
        this.pause = pause;
        this.stopProcess = stopProcess;
    }

    @Override
    public void start() {
        CountDownLatch latch = new CountDownLatch(1);
        stopped = latch;
        // Read here: what is changed after the start is a change.
        String first = contents();
        Thread.ofVirtual().name("secret-watch").start(() -> watch(first, latch));
    }

    @Override
    public void stop() {
        CountDownLatch latch = stopped;
        if (latch != null) {
            latch.countDown();
        }
        stopped = null;
    }

    @Override
    public boolean isRunning() {
        return stopped != null;
    }

    private void watch(String first, CountDownLatch latch) {
        String before = first;
        while (!isOver(latch)) {
            String now = contents();
            // Several are changed one after the other: only when they rest they are complete.
            if (!now.equals(first) && now.equals(before)) {
                LOG.atInfo().log("The secrets in {} have changed: stopping, to be started with the new ones", folders);
                stopProcess.run();
                return;
            }
            before = now;
        }
    }

    private boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A hash of all of it; while files come and go, one that no other look has. */
    private String contents() {
        MessageDigest hash = sha256();
        try {
            for (Path folder : folders) {
                for (Path file : files(folder)) {
                    hash.update(sha256().digest(file.toString().getBytes(StandardCharsets.UTF_8)));
                    hash.update(sha256().digest(Files.readAllBytes(file)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.atDebug().log("The secrets are being changed ({})", e.getClass().getSimpleName());
            return "changing at " + System.nanoTime();
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            // Kubernetes keeps the files in a folder whose name begins with two dots, and links to them beside it.
            return all.filter(path -> !folder.relativize(path).toString().startsWith(".."))
                    .filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

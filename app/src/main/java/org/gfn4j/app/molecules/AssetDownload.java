package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.Progress;

/**
 * Fetches files over HTTP.
 *
 * <p>Thread-safety: immutable.
 *
 * @param patience how long to wait for a connection, and for an answer to begin
 * @param patienceForAll how long to wait for all of a file
 */
record AssetDownload(Duration patience, Duration patienceForAll) {
    private static final int OK = 200;
    private static final long LARGEST = 1 << 28;

    /** Waits for seconds, and for a quarter of an hour for a whole file. */
    public static final AssetDownload STANDARD = new AssetDownload(Duration.ofSeconds(20), Duration.ofMinutes(15));

    /**
     * Fetches a file.
     *
     * @param address where it is
     * @param target where it goes, replaced
     * @param err where progress goes
     * @throws IOException if that cannot be done; the message says why, without the address
     */
    void fetch(URI address, Path target, PrintWriter err) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(patience).build();
        try (OutputStream out = Files.newOutputStream(target)) {
            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request, info -> subscriber(info, out, err));
            try {
                answer.get(patienceForAll.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                answer.cancel(true);
            }
        } catch (TimeoutException e) {
            throw new IOException("the download did not finish within " + patienceForAll.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return reason(unchecked.getCause());
        }
        if (failure instanceof java.net.ConnectException && failure.getMessage() == null) {
            return "there is no connection to the server";
        }
        return Failures.describe(failure);
    }

    private static BodySubscriber<Void> subscriber(ResponseInfo info, OutputStream out, PrintWriter err) {
        if (info.statusCode() != OK) {
            throw new UncheckedIOException(new IOException("the server answered with status " + info.statusCode()));
        }
        long length = info.headers().firstValueAsLong("Content-Length").orElse(0);
        Progress progress = new Progress("bytes", length, err);
        long[] done = new long[1];
        return BodySubscribers.ofByteArrayConsumer(bytes -> take(bytes, done, out, progress));
    }

    /** Takes a part of the file, or the message that there are no more. */
    private static void take(Optional<byte[]> bytes, long[] done, OutputStream out, Progress progress) {
        if (bytes.isEmpty()) {
            progress.close();
            return;
        }
        done[0] += bytes.get().length;
        try {
            if (done[0] > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            out.write(bytes.get());
        } catch (IOException e) {
            progress.close();
            throw new UncheckedIOException(e);
        }
        progress.stepTo(done[0], "");
    }
}

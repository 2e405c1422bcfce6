package com.twinafas.twinfield.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The body of an answer, packed piece by piece while it comes, so that it is never in memory as it is. */
final class PackedBody {

    private final int limit;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final GZIPOutputStream packer;
    private int size;

    private PackedBody(int limit) {
        this.limit = limit;
        try {
            packer = new GZIPOutputStream(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What comes, packed by gzip.
     *
     * @param limit bytes of it before it is packed; more is a {@link DataBufferLimitException}
     */
    static Mono<byte[]> of(Flux<DataBuffer> pieces, int limit) {
        return Mono.using(() -> new PackedBody(limit),
                body -> pieces.collect(() -> body, PackedBody::add).map(PackedBody::bytes), PackedBody::close);
    }

    private void add(DataBuffer piece) {
        try {
            if (piece.readableByteCount() > limit - size) {
                throw new DataBufferLimitException("More than " + limit + " bytes");
            }
            size += piece.readableByteCount();
            piece.asInputStream().transferTo(packer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataBufferUtils.release(piece);
        }
    }

    private byte[] bytes() {
        close();
        return packed.toByteArray();
    }

    private void close() {
        try {
            packer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

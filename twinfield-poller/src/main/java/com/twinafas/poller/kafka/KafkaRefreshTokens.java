package com.twinafas.poller.kafka;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.twinafas.pipeline.encryption.ContentUnreadable;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.kafka.UnreadableRecord;
import com.twinafas.schemas.avro.Credential;
import com.twinafas.schemas.key.RecordKey;
import com.twinafas.schemas.key.RecordKind;
import com.twinafas.schemas.topic.Topic;
import com.twinafas.twinfield.signin.RefreshTokenStore;
import com.twinafas.twinfield.xml.CanonicalForm;

/**
 * Keeps renewed refresh tokens on topic {@code credentials}. A stored one is used as long as the configured one is
 * still the one it replaced; a newly configured one wins.
 */
public final class KafkaRefreshTokens implements RefreshTokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRefreshTokens.class);
    private static final String NAME = "twinfield.refresh-token";

    private final TenantKafka kafka;
    private final PayloadCipher cipher;
    private final InstantSource clock;
    private final RecordKey owner;
    private final String configured;
    private final String configuredHash;
    private volatile String current;

    /** Knows the configured one only, until {@link #reload}. */
    public KafkaRefreshTokens(TenantKafka kafka, PayloadCipher cipher, InstantSource clock, String configured) {
        this.kafka = kafka;
        this.cipher = cipher;
        this.clock = clock;
        this.owner = new RecordKey(kafka.tenant(), RecordKind.REFERENCE, NAME);
        this.configured = configured;
        this.configuredHash = CanonicalForm.sha256(configured);
        this.current = configured;
    }

    /** Reads what is stored; another process may have renewed it. */
    public void reload() {
        kafka.readToEnd(Topic.CREDENTIALS, this::read);
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public void renewed(String token) {
        PayloadCipher.Sealed sealed = cipher.seal(owner, token.getBytes(StandardCharsets.UTF_8));
        try (Producer<String, byte[]> producer = kafka.producer()) {
            producer.send(kafka.record(Topic.CREDENTIALS, NAME,
                    Credential.newBuilder().setName(NAME).setReplaces(configuredHash).setKeyId(sealed.keyId())
                            .setPayload(sealed.payload()).setAt(clock.instant()).build()))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("A renewed refresh token could not be stored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Stopped while a renewed refresh token was stored", e);
        } finally {
            // The old one may be void already, so the new one is used whether it could be stored or not.
            current = token;
        }
    }

    private void read(ConsumerRecord<String, byte[]> stored) {
        if (!NAME.equals(stored.key())) {
            return;
        }
        try {
            Credential credential = stored.value() == null ? null : kafka.read(stored, Credential.class);
            current = credential != null && configuredHash.equals(credential.getReplaces())
                    ? new String(cipher.open(credential.getKeyId(), credential.getPayload()), StandardCharsets.UTF_8)
                    : configured;
        } catch (UnreadableRecord | ContentUnreadable e) {
            LOG.atWarn().addKeyValue("topic", stored.topic()).log("A stored credential cannot be read");
        }
    }
}

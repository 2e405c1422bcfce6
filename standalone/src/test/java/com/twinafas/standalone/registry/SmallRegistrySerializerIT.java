package com.twinafas.standalone.registry;

import org.junit.jupiter.api.extension.ExtendWith;

import com.twinafas.schemas.serde.SerializerContract;
import com.twinafas.standalone.registry.RegistryProcess.Running;

/** The serializers with the registry that standalone serves. */
@ExtendWith(RegistryProcess.class)
class SmallRegistrySerializerIT extends SerializerContract {

    private final Running running;

    SmallRegistrySerializerIT(Running running) {
        this.running = running;
    }

    @Override
    protected String registryUrl() {
        return running.registry().url();
    }
}

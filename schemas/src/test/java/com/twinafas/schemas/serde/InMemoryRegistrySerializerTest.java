package com.twinafas.schemas.serde;

/** The serializers with the registry in memory. */
class InMemoryRegistrySerializerTest extends SerializerContract {

    @Override
    protected String registryUrl() {
        return "mock://contract";
    }
}

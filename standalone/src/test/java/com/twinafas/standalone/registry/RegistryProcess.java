package com.twinafas.standalone.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import com.twinafas.standalone.broker.EmbeddedBroker;

/** One broker with a registry for all tests of the module that ask for it. */
final class RegistryProcess implements ParameterResolver {

    /** What the tests get. */
    record Running(EmbeddedBroker broker, SchemaRegistry registry) implements AutoCloseable {

        static Running start() {
            try {
                EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory(Path.of("target"), "kafka"), 0);
                return new Running(broker, SchemaRegistry.start(connection(broker), "_schemas", 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Map<String, Object> connection(EmbeddedBroker broker) {
            return Map.of("bootstrap.servers", broker.bootstrapServers());
        }

        @Override
        public void close() {
            registry.close();
            broker.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(RegistryProcess.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    }
}

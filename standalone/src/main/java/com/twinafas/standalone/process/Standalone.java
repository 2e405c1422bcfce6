package com.twinafas.standalone.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A running standalone process. */
public final class Standalone implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Standalone(ConfigurableApplicationContext context) {
        this.context = context;
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                stopped.countDown();
            }
        });
    }

    /** Starts the roles of a configuration file. */
    public static Standalone start(Path config) {
        return start(Map.of("spring.config.additional-location", config.toAbsolutePath().toUri().toString()));
    }

    /** Starts the roles with properties that a configuration file could hold too. */
    public static Standalone start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.addInitializers(new EmbeddedKafka());
        application.setDefaultProperties(properties);
        return new Standalone(application.run());
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Blocks until the process is told to stop. */
    public void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

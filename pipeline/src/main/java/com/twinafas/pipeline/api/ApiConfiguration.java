package com.twinafas.pipeline.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.twinafas.pipeline.access.AuditTrail;
import com.twinafas.pipeline.deadletter.LetterReader;
import com.twinafas.pipeline.doubt.DoubtReader;
import com.twinafas.pipeline.doubt.PeriodOfDoubt;
import com.twinafas.pipeline.encryption.KeyRing;
import com.twinafas.pipeline.encryption.PayloadCipher;
import com.twinafas.pipeline.erasure.Erasures;
import com.twinafas.pipeline.kafka.TenantKafka;
import com.twinafas.pipeline.preview.DeliveryPreview;
import com.twinafas.pipeline.preview.MappingPreview;
import com.twinafas.pipeline.preview.Previews;
import com.twinafas.pipeline.replay.Action;
import com.twinafas.pipeline.replay.Commands;
import com.twinafas.pipeline.settings.Configured;
import com.twinafas.pipeline.settings.CurrentSettings;
import com.twinafas.pipeline.settings.topic.SettingsEditing;
import com.twinafas.pipeline.settings.topic.SettingsFollower;
import com.twinafas.pipeline.settings.topic.SettingsTopic;
import com.twinafas.pipeline.settings.topic.Validity;
import com.twinafas.pipeline.status.StatusFollower;
import com.twinafas.pipeline.story.StoryReader;

/**
 * {@code /api/status}, {@code /api/records/OFFICE/KIND/CODE}, {@code /api/dead-letters}, {@code /api/redrive},
 * {@code /api/discard}, {@code /api/replays}, {@code /api/reconciliations}, {@code /api/doubts}, {@code /api/preview},
 * {@code /api/settings} and {@code /api/erasures}; imported where they are to be served.
 */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

    @Bean
    StatusFollower statusFollower(TenantKafka kafka, InstantSource clock, MeterRegistry meters) {
        return new StatusFollower(kafka, clock, meters);
    }

    @Bean
    StoryReader storyReader(TenantKafka kafka, PayloadCipher cipher) {
        return new StoryReader(kafka, cipher);
    }

    /** A preview takes the mapper and the writer: it is served where both are. */
    @Bean
    RouterFunction<ServerResponse> previewApi(ObjectProvider<MappingPreview> mapping,
            ObjectProvider<DeliveryPreview> delivery) {
        PreviewHandler handler = new PreviewHandler(() -> {
            MappingPreview mapper = mapping.getIfAvailable();
            DeliveryPreview writer = delivery.getIfAvailable();
            return mapper == null || writer == null ? Optional.empty() : Optional.of(new Previews(mapper, writer));
        });
        return RouterFunctions.route().POST("/api/preview", handler::preview).build();
    }

    @Bean
    RouterFunction<ServerResponse> settingsApi(SettingsTopic topic, SettingsFollower follower, Configured configured,
            Validity validity) {
        SettingsHandler handler = new SettingsHandler(topic, follower,
                new SettingsEditing(topic, configured, validity), configured);
        return RouterFunctions.route().GET("/api/settings", handler::export).PUT("/api/settings", handler::replace)
                .GET("/api/settings/versions", handler::versions).GET("/api/settings/origin", handler::origin).build();
    }

    @Bean
    RouterFunction<ServerResponse> deadLetterApi(TenantKafka kafka, StatusFollower status) {
        DeadLetterHandler handler = new DeadLetterHandler(new LetterReader(kafka), status.jobs());
        return RouterFunctions.route().GET("/api/dead-letters", handler::list).build();
    }

    @Bean
    RouterFunction<ServerResponse> jobApi(TenantKafka kafka, InstantSource clock, StatusFollower status) {
        Commands commands = new Commands(kafka, clock);
        return jobs("/api/redrive", new JobHandler(Action.REDRIVE, commands, status.jobs()))
                .and(jobs("/api/discard", new JobHandler(Action.DISCARD, commands, status.jobs())))
                .and(jobs("/api/replays", new JobHandler(Action.REPLAY, commands, status.jobs())));
    }

    private static RouterFunction<ServerResponse> jobs(String path, JobHandler handler) {
        return RouterFunctions.route().POST(path, handler::begin).GET(path, handler::list)
                .GET(path + "/{id}", handler::one).POST(path + "/{id}/{change}", handler::change).build();
    }

    @Bean
    RouterFunction<ServerResponse> reconciliationApi(TenantKafka kafka, InstantSource clock, StatusFollower status,
            CurrentSettings settings) {
        ReconciliationHandler handler = new ReconciliationHandler(new Commands(kafka, clock),
                status.reconciliations(), office -> settings.get().office(office).isPresent());
        return RouterFunctions.route().POST("/api/reconciliations", handler::begin)
                .GET("/api/reconciliations", handler::list).GET("/api/reconciliations/{id}", handler::one).build();
    }

    @Bean
    RouterFunction<ServerResponse> erasureApi(TenantKafka kafka, KeyRing keys, InstantSource clock) {
        ErasureHandler handler = new ErasureHandler(new Erasures(kafka, keys, clock));
        return RouterFunctions.route().POST("/api/erasures", handler::erase).GET("/api/erasures", handler::list)
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> doubtApi(TenantKafka kafka, InstantSource clock, CurrentSettings settings) {
        DoubtHandler handler = new DoubtHandler(new DoubtReader(kafka), new Commands(kafka, clock),
                () -> new PeriodOfDoubt(settings.get().writer().inDoubt()), clock);
        return RouterFunctions.route().GET("/api/doubts", handler::list).POST("/api/doubts/{*key}", handler::settle)
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> auditApi(AuditTrail trail) {
        return RouterFunctions.route().GET("/api/audit", new AuditHandler(trail)::last).build();
    }

    @Bean
    RouterFunction<ServerResponse> api(StatusFollower status, StoryReader stories) {
        ApiHandler handler = new ApiHandler(status, stories);
        return RouterFunctions.route().GET("/api/status", handler::status).GET("/api/records/{*key}", handler::record)
                .build();
    }
}

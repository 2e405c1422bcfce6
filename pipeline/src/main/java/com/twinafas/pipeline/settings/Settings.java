package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be set for a tenant, under {@code twinafas}. Each role reads its own part.
 *
 * @param tenant  name of the tenant: prefix of its topics, label of its metrics
 * @param version of settings and mapping; an update names the version that made it. In a file: the least number that
 *                the next version gets
 * @param roles   what runs in this process
 * @param officeDefaults what an office has that does not say otherwise: its keys without code and administration
 * @param redrive how what was held up is sent again
 * @param reconciliation when both systems are held against each other
 * @param kafka   how its topics are made
 * @param settings who decides on the settings
 * @param access  who may ask this process what
 * @param tracing who is told what happens to records
 * @param encryption what the tenant's data keys are encrypted under
 */
public record Settings(
        @ProcessSetting @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String tenant,
        @ProcessSetting @Min(1) @DefaultValue("1") long version, @ProcessSetting @NotEmpty @DefaultValue({
                "poller", "mapper", "writer", "reader", "notifier"}) Set<Role> roles,
        @ProcessSetting @NotNull @Valid TwinfieldSettings twinfield, @NotNull @Valid AfasSettings afas,
        @Nullable OfficeSettings officeDefaults, @NotEmpty List<@Valid OfficeSettings> offices,
        @Valid @DefaultValue PollerSettings poller,
        @Valid @DefaultValue MappingSettings mapping, @Valid @DefaultValue WriterSettings writer,
        @Valid @DefaultValue ReadingSettings reading, @Valid @DefaultValue NotifierSettings notifier,
        @Valid @DefaultValue RedriveSettings redrive, @Valid @DefaultValue ReconciliationSettings reconciliation,
        @ProcessSetting @Valid @DefaultValue KafkaSettings kafka,
        @ProcessSetting @Valid @DefaultValue DocumentSettings settings,
        @ProcessSetting @Valid @DefaultValue TracingSettings tracing,
        @ProcessSetting @Valid @DefaultValue EncryptionSettings encryption,
        @ProcessSetting @Valid @DefaultValue AccessSettings access) {

    /** What a process can do for a tenant. */
    public enum Role {
        POLLER,
        MAPPER,
        WRITER,
        READER,
        NOTIFIER
    }

    /** The settings of the office; empty when it is not one of ours. */
    public Optional<OfficeSettings> office(String code) {
        return offices.stream().filter(office -> office.code().equals(code)).findFirst();
    }
}

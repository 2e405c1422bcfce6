package com.twinafas.pipeline.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How to reach Twinfield (twinfield-api §1, §6).
 *
 * @param loginUrl          of the identity server
 * @param clusterUrl        when set, used instead of the cluster the identity server names
 * @param clientId          of the client that is registered with Twinfield
 * @param clientSecret      of that client
 * @param refreshToken      of the user that gave consent; one that Twinfield renewed wins while this one stays the same
 * @param creditsPerMinute  this tenant's share; 500 for a certified client id, 25 without certification
 * @param concurrency       calls at once; Twinfield advises one for an organisation and allows 10
 * @param timeout           for one call; a browse of a year can take long
 * @param answerLimit       an answer larger than this is refused
 */
public record TwinfieldSettings(@NotNull @DefaultValue("https://login.twinfield.com") URI loginUrl,
        @Nullable URI clusterUrl,
        @NotBlank String clientId, @ProcessSetting(secret = true) @NotBlank String clientSecret,
        @ProcessSetting(secret = true) @NotBlank String refreshToken,
        @Min(1) @DefaultValue("500") int creditsPerMinute, @Min(1) @Max(10) @DefaultValue("4") int concurrency,
        @NotNull @DurationMin(millis = 1) @DefaultValue("60s") Duration timeout,
        @NotNull @DefaultValue("64MB") DataSize answerLimit) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "TwinfieldSettings[loginUrl=" + loginUrl + ", clusterUrl=" + clusterUrl + ", creditsPerMinute="
                + creditsPerMinute + ", concurrency=" + concurrency + ", timeout=" + timeout + ", answerLimit="
                + answerLimit + "]";
    }
}

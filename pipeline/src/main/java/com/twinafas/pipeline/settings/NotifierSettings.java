package com.twinafas.pipeline.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import com.twinafas.schemas.failure.FailureCategory;
import com.twinafas.schemas.key.RecordKind;

/**
 * Who is told about failures, and how; without a channel they stand in the log and in {@code /api/status} only.
 *
 * @param slack      an incoming webhook of Slack
 * @param teams      a workflow of Microsoft Teams that posts what its webhook gets
 * @param recipients who is told of what; without any, each channel gets everything
 * @param quietHours when nothing is sent
 * @param rhythm     how soon and how often
 * @param watch      what is trouble without any record failing
 */
public record NotifierSettings(@Nullable @Valid Mail mail, @ProcessSetting @Nullable @Valid Hook slack,
        @ProcessSetting @Nullable @Valid Hook teams, @ProcessSetting @Nullable @Valid Webhook webhook,
        @DefaultValue List<@Valid Recipient> recipients, @Nullable @Valid QuietHours quietHours,
        @Valid @DefaultValue Rhythm rhythm, @Valid @DefaultValue Watch watch) {

    /** A way to reach people. */
    public enum Way {
        MAIL,
        SLACK,
        TEAMS,
        WEBHOOK
    }

    /**
     * E-mail by SMTP.
     *
     * @param host     of the mail server
     * @param port     of the mail server
     * @param user     when it asks for one
     * @param password of that user
     * @param startTls whether the connection must become an encrypted one
     * @param from     sender
     * @param to       who is told
     */
    public record Mail(@ProcessSetting @NotBlank @DefaultValue("localhost") String host,
            @ProcessSetting @Min(1) @Max(65535) @DefaultValue("25") int port, @ProcessSetting @Nullable String user,
            @ProcessSetting(secret = true) @Nullable String password,
            @ProcessSetting @DefaultValue("false") boolean startTls, @NotBlank String from,
            @NotEmpty List<@NotBlank String> to) {

        /** Without the password, and without whom it is about. */
        @Override
        public String toString() {
            return "Mail[host=" + host + ", port=" + port + ", startTls=" + startTls + "]";
        }
    }

    /**
     * An address that a message is posted to.
     *
     * @param url the address; who knows it can post
     */
    public record Hook(@ProcessSetting(secret = true) @NotNull URI url) {

        /** Without the address: whoever has it can post. */
        @Override
        public String toString() {
            return "Hook[host=" + url.getHost() + "]";
        }
    }

    /**
     * A POST of JSON.
     *
     * @param url    where it is sent
     * @param secret when set, time and body are signed with HMAC-SHA-256 in header {@code X-TwinAfas-Signature}
     */
    public record Webhook(@ProcessSetting(secret = true) @NotNull URI url,
            @ProcessSetting(secret = true) @Nullable String secret) {

        /** Without the secret, and without the address: its path often is one. */
        @Override
        public String toString() {
            return "Webhook[host=" + url.getHost() + "]";
        }
    }

    /**
     * Somebody who is told.
     *
     * @param name       as it stands in notices and metrics
     * @param flows      whose records it is told of; without any, of all. What stops everything concerns every flow
     * @param categories of the causes it is told of; without any, of all
     * @param by         how: the first way, and when that fails the next
     * @param mail       its addresses; without any, those of {@code mail.to}
     * @param always     whether it is told in quiet hours too
     */
    public record Recipient(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String name, @DefaultValue Set<RecordKind> flows,
            @DefaultValue Set<FailureCategory> categories, @NotEmpty List<Way> by,
            @DefaultValue List<@NotBlank String> mail, @DefaultValue("false") boolean always) {

        /** Without the addresses. */
        @Override
        public String toString() {
            return "Recipient[name=" + name + ", flows=" + flows + ", categories=" + categories + ", by=" + by
                    + ", always=" + always + "]";
        }
    }

    /**
     * When people are left alone; what comes up meanwhile is told afterwards.
     *
     * @param time from when to when, each day
     * @param days that are quiet from midnight to midnight
     * @param zone whose clock it is
     */
    public record QuietHours(
            @NotNull @Pattern(regexp = TIME + "-"
                    + TIME, message = "must be from when to when, such as 22:00-07:00") @DefaultValue("22:00-07:00") String time,
            @DefaultValue Set<DayOfWeek> days, @NotNull @DefaultValue("Europe/Amsterdam") ZoneId zone) {

        private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
    }

    /**
     * How soon and how often people are told.
     *
     * @param gather  how long the first cause waits for others to be told with it
     * @param digest  after which a told cause that holds up more by then is told again, with all that are open
     * @param repeat  after which a cause that is still open is told again
     * @param settled how long a cause must be over before that is told
     */
    public record Rhythm(@NotNull @DurationMin(millis = 1) @DefaultValue("10s") Duration gather,
            @NotNull @DurationMin(millis = 1) @DefaultValue("1h") Duration digest,
            @NotNull @DurationMin(millis = 1) @DefaultValue("24h") Duration repeat,
            @NotNull @DurationMin @DefaultValue("1m") Duration settled) {
    }

    /**
     * What is trouble without any record failing.
     *
     * @param silence how long a flow may go without a successful poll, beyond the time between two polls
     * @param backlog how many records may wait without anybody being told
     * @param growing how long so many have to wait without getting fewer
     * @param ending  how long before a token or client secret ends people are told
     */
    public record Watch(@NotNull @DurationMin(millis = 1) @DefaultValue("1h") Duration silence,
            @Min(1) @DefaultValue("1000") long backlog,
            @NotNull @DurationMin(millis = 1) @DefaultValue("30m") Duration growing,
            @NotNull @DurationMin @DefaultValue("30d") Duration ending) {
    }
}

package com.twinafas.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

import com.twinafas.schemas.registry.CachingRegistry;
import com.twinafas.schemas.registry.HttpRegistry;
import com.twinafas.schemas.registry.Registry;
import com.twinafas.schemas.registry.SchemaBook;

/**
 * What serializer and deserializer can be told, under Confluent's keys and with Confluent's defaults.
 *
 * @param autoRegister     {@code auto.register.schemas}
 * @param useLatestVersion {@code use.latest.version}: write with the subject's newest schema
 * @param specificReader   {@code specific.avro.reader}: read generated classes, not generic records
 * @param subjectNames     {@code value.subject.name.strategy} or {@code key.subject.name.strategy}
 */
record SerdeConfig(Registry registry, boolean autoRegister, boolean useLatestVersion, boolean specificReader,
        SubjectNames subjectNames) {

    static final String URL = "schema.registry.url";
    private static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final String IN_MEMORY = "mock://";

    /** As Confluent's: serializers with the same {@code mock://name} share one registry in this process. */
    private static final Map<String, SchemaBook> IN_MEMORY_REGISTRIES = new ConcurrentHashMap<>();

    /** @throws ConfigException when a value is missing or cannot be used */
    static SerdeConfig of(Map<String, ?> settings, boolean isKey) {
        String strategyKey = (isKey ? "key" : "value") + ".subject.name.strategy";
        return new SerdeConfig(new CachingRegistry(registry(settings)), flag(settings, "auto.register.schemas", true),
                flag(settings, "use.latest.version", false), flag(settings, "specific.avro.reader", false),
                SubjectNames.of(strategyKey, text(settings, strategyKey, "TopicNameStrategy")));
    }

    private static Registry registry(Map<String, ?> settings) {
        List<String> urls = urls(settings);
        if (urls.getFirst().startsWith(IN_MEMORY)) {
            return IN_MEMORY_REGISTRIES.computeIfAbsent(urls.getFirst(), _ -> new SchemaBook());
        }
        List<URI> addresses = new ArrayList<>();
        String userInfo = null;
        for (String url : urls) {
            URI address = address(url);
            userInfo = userInfo == null ? address.getUserInfo() : userInfo;
            addresses.add(withoutUserInfo(address));
        }
        HttpRegistry.Retry retry = new HttpRegistry.Retry(number(settings, "max.retries", 3),
                Duration.ofMillis(number(settings, "retries.wait.ms", 1000)),
                Duration.ofMillis(number(settings, "retries.max.wait.ms", 20000)));
        return new HttpRegistry(addresses, authorization(settings, userInfo), retry, Thread::sleep);
    }

    private static List<String> urls(Map<String, ?> settings) {
        Object value = settings.get(URL);
        List<String> urls = switch (value) {
            case List<?> list -> list.stream().map(String::valueOf).map(String::trim).toList();
            case null -> List.of();
            default -> Arrays.stream(value.toString().split(",")).map(String::trim).filter(url -> !url.isEmpty())
                    .toList();
        };
        if (urls.isEmpty()) {
            throw new ConfigException("Missing required configuration \"" + URL + "\"");
        }
        return urls;
    }

    /** The value of a key that can hold a password is never repeated in a message. */
    private static URI address(String url) {
        try {
            URI address = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (address.getHost() != null && address.getScheme() != null && address.getScheme().startsWith("http")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the address: it can hold a password.
        }
        throw new ConfigException("Configuration \"" + URL + "\" is not a list of http or https addresses");
    }

    private static URI withoutUserInfo(URI address) {
        return address.getUserInfo() == null
                ? address
                : URI.create(address.toString().replace(address.getRawUserInfo() + "@", ""));
    }

    private static @Nullable String authorization(Map<String, ?> settings, @Nullable String urlUserInfo) {
        String source = text(settings, CREDENTIALS_SOURCE, "URL");
        String userInfo = switch (source) {
            case "URL" -> urlUserInfo;
            case "USER_INFO" -> {
                String configured = text(settings, USER_INFO, text(settings, "schema.registry." + USER_INFO, ""));
                if (configured.isEmpty()) {
                    throw new ConfigException("Configuration \"" + USER_INFO + "\" is missing, \"" + CREDENTIALS_SOURCE
                            + "\" asks for it");
                }
                yield configured;
            }
            default -> throw new ConfigException(CREDENTIALS_SOURCE, source, "must be URL or USER_INFO");
        };
        return userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, ?> settings, String key, String otherwise) {
        Object value = settings.get(key);
        return switch (value) {
            case null -> otherwise;
            case Class<?> type -> type.getName();
            default -> value.toString().trim();
        };
    }

    private static boolean flag(Map<String, ?> settings, String key, boolean otherwise) {
        String text = text(settings, key, String.valueOf(otherwise));
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key, text, "must be true or false");
        };
    }

    private static int number(Map<String, ?> settings, String key, int otherwise) {
        String text = text(settings, key, String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ConfigException(key, text, "must be a whole number");
        }
    }
}

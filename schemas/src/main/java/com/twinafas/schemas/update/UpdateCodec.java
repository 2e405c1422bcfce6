package com.twinafas.schemas.update;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import com.twinafas.schemas.key.RecordKey;

/**
 * The payload of an update as UTF-8 JSON and back. Which update it is stands in {@code documentKind}. A field's text is
 * a JSON string, its amount a number of the very same digits, its flag a boolean, its date {@code {"date": "..."}}; the
 * order of fields and lines is kept. What it does not know it ignores, so that a newer mapper may say more.
 */
public final class UpdateCodec {

    private static final String KIND = "documentKind";

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new FieldValueSerializer())
                    .addDeserializer(FieldValue.class, new FieldValueDeserializer())
                    .addSerializer(new NameSerializer<>(RecordKey.class)).addDeserializer(RecordKey.class,
                            new NameDeserializer<>(RecordKey.class, RecordKey::parse))
                    .addSerializer(new NameSerializer<>(DocumentKind.class))
                    .addDeserializer(DocumentKind.class,
                            new NameDeserializer<>(DocumentKind.class, DocumentKind::ofWireName))
                    .addAbstractTypeMapping(SequencedMap.class, LinkedHashMap.class))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    /** The update as JSON; the same update always gives the same bytes. */
    public byte[] write(AfasUpdate update) {
        return json.writeValueAsBytes(
                update instanceof AfasUpdate.InvoiceUpdate ? update : new Named(update, update.documentKind()));
    }

    /** @throws IllegalArgumentException when it is not the JSON of an update; says nothing of what it holds */
    public AfasUpdate read(byte[] bytes) {
        try {
            JsonNode node = json.readTree(bytes);
            return json.treeToValue(node, type(DocumentKind.ofWireName(node.path(KIND).asString(""))));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This is no update: " + e.getClass().getSimpleName());
        }
    }

    private static Class<? extends AfasUpdate> type(DocumentKind kind) {
        return switch (kind) {
            case DEBTOR -> AfasUpdate.DebtorUpdate.class;
            case ITEM -> AfasUpdate.ItemUpdate.class;
            case ORDER, DIRECT_INVOICE -> AfasUpdate.InvoiceUpdate.class;
            case ENTRY -> AfasUpdate.EntryUpdate.class;
            case DELETION -> AfasUpdate.Deletion.class;
        };
    }

    /** An update that does not say itself which one it is. */
    private record Named(@JsonUnwrapped AfasUpdate update, @JsonProperty(KIND) DocumentKind documentKind) {
    }

    private static final class FieldValueSerializer extends StdSerializer<FieldValue> {

        FieldValueSerializer() {
            super(FieldValue.class);
        }

        @Override
        public void serialize(FieldValue value, JsonGenerator generator, SerializationContext context) {
            switch (value) {
                case FieldValue.Text(String text) -> generator.writeString(text);
                case FieldValue.Amount(BigDecimal amount) -> generator.writeNumber(amount);
                case FieldValue.Flag(boolean flag) -> generator.writeBoolean(flag);
                case FieldValue.Date(LocalDate date) -> generator.writeStartObject().writeStringProperty("date",
                        date.toString()).writeEndObject();
            }
        }
    }

    private static final class FieldValueDeserializer extends StdDeserializer<FieldValue> {

        FieldValueDeserializer() {
            super(FieldValue.class);
        }

        @Override
        public FieldValue deserialize(JsonParser parser, DeserializationContext context) {
            JsonToken token = parser.currentToken();
            return switch (token) {
                case VALUE_STRING -> FieldValue.of(parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FieldValue.of(parser.getDecimalValue());
                case VALUE_TRUE -> FieldValue.of(true);
                case VALUE_FALSE -> FieldValue.of(false);
                case START_OBJECT -> FieldValue.of(date(parser, context));
                default -> context.reportInputMismatch(FieldValue.class, "No field value is written as %s", token);
            };
        }

        private static LocalDate date(JsonParser parser, DeserializationContext context) {
            JsonNode node = context.readTree(parser);
            try {
                return LocalDate.parse(node.path("date").asString(""));
            } catch (DateTimeException e) {
                return context.reportInputMismatch(FieldValue.class, "A date is not one");
            }
        }
    }

    private static final class NameSerializer<T> extends StdSerializer<T> {

        NameSerializer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value instanceof DocumentKind kind ? kind.wireName() : value.toString());
        }
    }

    private static final class NameDeserializer<T> extends StdDeserializer<T> {

        private final transient java.util.function.Function<String, T> parse;

        NameDeserializer(Class<T> type, java.util.function.Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return parse.apply(parser.getString());
        }
    }
}

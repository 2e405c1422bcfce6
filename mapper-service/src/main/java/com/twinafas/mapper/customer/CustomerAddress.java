package com.twinafas.mapper.customer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.address.Countries;
import com.twinafas.mapper.address.StreetAddress;
import com.twinafas.mapper.mapping.Source;
import com.twinafas.mapper.record.Unmappable;
import com.twinafas.schemas.failure.FailureCode;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.twinfield.dimension.AddressLabels;
import com.twinafas.twinfield.dimension.AddressLabels.Meaning;
import com.twinafas.twinfield.xml.XmlElement;

/**
 * One address of a customer.
 *
 * @param id      by which invoices refer to it
 * @param country ISO alpha-2; NL where Twinfield has none
 */
public record CustomerAddress(XmlElement raw, String id, String type, boolean isDefault, String country,
        @Nullable String attention, @Nullable String street, @Nullable String extra, @Nullable String vatNumber,
        @Nullable String chamberOfCommerceNumber) {

    /** The country of who says none. */
    static final String HOME = "NL";

    private static final int STREET_LENGTH = 60;
    private static final SortedMap<String, String> IDENTIFYING = new TreeMap<>(Map.of("Ad", "street", "HmNr",
            "number", "HmAd", "addition", "ZpCd", "postcode", "Rs", "city"));

    static List<CustomerAddress> of(XmlElement customer, AddressLabels labels) {
        XmlElement addresses = customer.child("addresses");
        return addresses == null
                ? List.of()
                : addresses.children("address").stream().map(address -> one(address, labels)).toList();
    }

    private static CustomerAddress one(XmlElement address, AddressLabels labels) {
        String contact = address.textAt("contact");
        return new CustomerAddress(address, Objects.requireNonNullElse(address.attribute("id"), ""),
                Objects.requireNonNullElse(address.attribute("type"), ""), isDefault(address), country(address),
                contact == null ? labels.read(Meaning.ATTENTION, address) : contact,
                labels.read(Meaning.STREET, address), labels.read(Meaning.SECOND_LINE, address),
                labels.read(Meaning.VAT_NUMBER, address), labels.read(Meaning.CHAMBER_OF_COMMERCE_NUMBER, address));
    }

    /** Whether it is the customer's first one. */
    static boolean isDefault(XmlElement address) {
        return "true".equals(address.attribute("default"));
    }

    /** ISO alpha-2 of its country. */
    static String country(XmlElement address) {
        return Objects.requireNonNullElse(address.textAt("country"),
                Objects.requireNonNullElse(address.textAt("ictcountrycode"), HOME)).toUpperCase(Locale.ROOT);
    }

    /** Whether there is anything to send a letter to. */
    boolean isUsable() {
        return street != null || text("city") != null;
    }

    /** Whether it says the same place as another. */
    boolean isSamePlace(CustomerAddress other) {
        return Objects.equals(street, other.street) && country.equals(other.country)
                && Objects.equals(text("city"), other.text("city"))
                && Objects.equals(text("postcode"), other.text("postcode"));
    }

    /** The text of an element of the address; null when it is empty. */
    @Nullable
    String text(String element) {
        return raw.textAt(element);
    }

    /** @throws Unmappable when AFAS does not know the country */
    String afasCountry() {
        return Countries.afasCode(country)
                .orElseThrow(() -> Unmappable.of(FailureCode.COUNTRY_UNKNOWN, "country", shortened(country)));
    }

    /** The address in one line, for a document that names another place of delivery. */
    public String inOneLine() {
        return String.join(", ",
                java.util.stream.Stream.of(text("name"), street, extra, text("postcode"), text("city"), country)
                        .filter(Objects::nonNull).toList());
    }

    /** The same, of a customer whose name the document does not show otherwise. */
    public String inOneLine(String customer) {
        String name = text("name");
        return name != null && name.toLowerCase(Locale.ROOT).contains(customer.toLowerCase(Locale.ROOT))
                ? inOneLine()
                : customer + ", " + inOneLine();
    }

    /** By the fields of {@code KnBasicAddressAdr} that tell one address from another. */
    public AfasElement fields() {
        Source parts = source();
        AfasElement fields = AfasElement.EMPTY;
        for (Map.Entry<String, String> field : IDENTIFYING.entrySet()) {
            FieldValue value = parts.fact(field.getValue());
            fields = value == null ? fields : fields.with(field.getKey(), value);
        }
        return fields;
    }

    /** As a part of the mapping's source. */
    Source source() {
        StreetAddress parts = StreetAddress.of(country, street == null ? "" : street);
        String whole = parts.street();
        int cut = whole.length() <= STREET_LENGTH ? whole.length() : lastSpace(whole);
        String rest = whole.substring(cut).strip();
        Integer number = parts.number();
        return new Source(raw).fact("country", afasCountry()).fact("po-box", FieldValue.of(parts.poBox()))
                .fact("street", whole.substring(0, cut))
                .fact("number", number == null ? null : FieldValue.of(java.math.BigDecimal.valueOf(number)))
                .fact("addition", parts.addition())
                .fact("extra", rest.isEmpty() ? extra : extra == null ? rest : rest + ", " + extra)
                .fact("postcode", text("postcode")).fact("city", text("city"));
    }

    /** A street that is longer than AFAS keeps goes on in the address's second line. */
    private static int lastSpace(String street) {
        int space = street.lastIndexOf(' ', STREET_LENGTH);
        return space > 0 ? space : STREET_LENGTH;
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20);
    }
}

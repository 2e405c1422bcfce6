package com.twinafas.writer.debtor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.delivery.Fingerprints;

/**
 * What of one contact or delivery address, or of the person that it is, AFAS was not told yet: fields one by one, its
 * addresses whole.
 *
 * @param element what is to be said
 * @param told    what AFAS was told once it has it
 * @param asked   what AFAS was told while nobody knows whether it has it
 */
record ContactChange(AfasElement element, Fingerprints told, Fingerprints asked) {

    /** Where AFAS shows what a contact says (afas-api §2.1). */
    private static final Map<String, String> SHOWN = Map.of("ExAd", "Department", "TeNr", "TelWork", "MbNr", "MobWork",
            "EmAd", "MailWork", "FuDs", "FunctionCard", "Re", "Note");
    private static final String PERSON = "KnPerson";

    /** What is to be changed of the contact with this handle. */
    static ContactChange of(Addition contact, String handle, Fingerprints told) {
        Differences differences = new Differences(told, false);
        AfasElement element = said(contact.element(), handle, differences);
        return new ContactChange(element, differences.told(), differences.asked());
    }

    /** What is to be changed of the person that the contact with this handle is; nothing where it is none. */
    static ContactChange ofPerson(Addition contact, String handle, Fingerprints told) {
        Differences differences = new Differences(told, false);
        AfasElement element = personSaid(contact.element(), handle, differences);
        return new ContactChange(element, differences.told(), differences.asked());
    }

    /** What is emptied of the contact with this handle, which the customer no longer has. */
    static ContactChange ofLeft(@Nullable AfasElement emptied, String handle, Fingerprints told) {
        Differences differences = new Differences(told, false);
        AfasElement element = emptied == null
                ? AfasElement.EMPTY
                : differences.of(emptied, ContactLinks.place(handle) + "/", Set.of());
        return new ContactChange(element, differences.told(), differences.asked());
    }

    /** What AFAS was told when the contact was made of all that it says. */
    static Fingerprints allOf(Addition contact, String handle, Fingerprints told) {
        Differences differences = new Differences(told, true);
        said(contact.element(), handle, differences);
        personSaid(contact.element(), handle, differences);
        return differences.told();
    }

    /**
     * As if AFAS had been told what it shows of the contact: nobody has to say it again. The person that was there before
     * is AFAS's own: its name is all that is known to be the same.
     */
    static Fingerprints shown(Addition contact, String handle, AfasRow row, Fingerprints told) {
        AfasElement shown = contact.element();
        for (Map.Entry<String, FieldValue> field : contact.element().fields().entrySet()) {
            String column = SHOWN.get(field.getKey());
            boolean isShown = column != null
                    && Addition.text(contact.element(), field.getKey()).equals(row.text(column));
            boolean isAddress = field.getKey().equals("PadAdr");
            shown = isShown || isAddress ? shown : shown.without(field.getKey());
        }
        Differences differences = new Differences(told, true);
        said(contact.kind() == Addition.Kind.DELIVERY_ADDRESS ? shown : withoutAddress(shown), handle, differences);
        personSaid(contact.element(), handle, differences);
        return differences.told();
    }

    /** Its kind is its key. */
    private static AfasElement said(AfasElement contact, String handle, Differences differences) {
        return said(contact.without("ViKc"), ContactLinks.place(handle) + "/", Set.of(PERSON), differences);
    }

    private static AfasElement personSaid(AfasElement contact, String handle, Differences differences) {
        List<AfasElement> persons = contact.object(PERSON);
        return persons.isEmpty()
                ? AfasElement.EMPTY
                : said(persons.getFirst().without("AutoNum"), ContactLinks.place(handle) + "/" + PERSON + "/", Set.of(),
                        differences);
    }

    private static AfasElement said(AfasElement own, String prefix, Set<String> without, Differences differences) {
        boolean hasAddress = !own.object("KnBasicAddressAdr").isEmpty() || !own.object("KnBasicAddressPad").isEmpty();
        return differences.withAddresses(hasAddress ? own : own.without("PadAdr"), prefix, without);
    }

    private static AfasElement withoutAddress(AfasElement contact) {
        return contact.withoutObject("KnBasicAddressAdr").withoutObject("KnBasicAddressPad");
    }

    boolean isEmpty() {
        return element.equals(AfasElement.EMPTY);
    }
}

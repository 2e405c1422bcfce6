package com.twinafas.writer.debtor;

import java.util.Map;
import java.util.Set;

import com.twinafas.afas.AfasRow;
import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.FieldValue;
import com.twinafas.writer.delivery.Fingerprints;

/**
 * What of one contact or delivery address AFAS was not told yet: fields one by one, its addresses whole. The person that
 * it is, is not among it: {@code KnContact} has none.
 *
 * @param element what is to be said
 * @param told    what AFAS was told once it has it
 */
record ContactChange(AfasElement element, Fingerprints told) {

    /** Where AFAS shows what a contact says (afas-api §2.1). */
    private static final Map<String, String> SHOWN = Map.of("ExAd", "Department", "TeNr", "TelWork", "MbNr", "MobWork",
            "EmAd", "MailWork", "FuDs", "FunctionCard", "Re", "Note");
    /** A person is told when it is made. */
    private static final Set<String> PERSON = Set.of("KnPerson");

    /** What is to be changed of the contact with this handle. */
    static ContactChange of(Addition contact, String handle, Fingerprints told) {
        Differences differences = new Differences(told, false);
        AfasElement element = said(contact.element(), handle, differences);
        return new ContactChange(element, differences.told());
    }

    /** What AFAS was told when the contact was made of all that it says. */
    static Fingerprints allOf(Addition contact, String handle, Fingerprints told) {
        Differences differences = new Differences(told, true);
        said(contact.element(), handle, differences);
        return differences.told();
    }

    /** As if AFAS had been told what it shows of the contact: nobody has to say it again. */
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
        return differences.told();
    }

    /** Its kind is its key. */
    private static AfasElement said(AfasElement contact, String handle, Differences differences) {
        AfasElement own = contact.without("ViKc");
        boolean hasAddress = !own.object("KnBasicAddressAdr").isEmpty() || !own.object("KnBasicAddressPad").isEmpty();
        return differences.withAddresses(hasAddress ? own : own.without("PadAdr"), ContactLinks.place(handle) + "/",
                PERSON);
    }

    private static AfasElement withoutAddress(AfasElement contact) {
        return contact.withoutObject("KnBasicAddressAdr").withoutObject("KnBasicAddressPad");
    }

    boolean isEmpty() {
        return element.equals(AfasElement.EMPTY);
    }
}

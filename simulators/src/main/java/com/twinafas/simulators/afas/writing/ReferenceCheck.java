package com.twinafas.simulators.afas.writing;

import com.twinafas.simulators.afas.refusal.Label;
import com.twinafas.simulators.afas.refusal.Refused;
import com.twinafas.simulators.afas.refusal.Text;
import com.twinafas.simulators.afas.setup.AfasSetup;

/** Whether the codes that an element names exist in the environment; fields that are not given are not looked at. */
record ReferenceCheck(AfasSetup setup) {

    void currency(Element element) {
        exists("CuId", element, setup.hasCurrency(element.field("CuId")));
    }

    void paymentCondition(Element element) {
        exists("PaCd", element, setup.paymentCondition(element.field("PaCd")).isPresent());
    }

    void vatDuty(Element element) {
        exists("VaDu", element, setup.vatDuty(element.field("VaDu")).isPresent());
    }

    void country(Element element) {
        exists("CoId", element, setup.country(element.field("CoId")).isPresent());
    }

    void warehouse(Element element) {
        exists("War", element, setup.hasWarehouse(element.field("War")));
    }

    void account(String field, Element element) {
        exists(field, element, setup.account(element.field(field)).isPresent());
    }

    void administration(String field, Element element) {
        String number = element.field(field);
        exists(field, element, number.matches("\\d{1,9}") && setup.hasAdministration(Integer.parseInt(number)));
    }

    void vatGroup(Element element) {
        exists("VaRc", element, setup.vatGroups().containsKey(element.field("VaRc")));
    }

    void unit(Element element) {
        exists("BiUn", element, setup.hasUnit(element.field("BiUn")));
    }

    /** @throws Refused when a value is given that does not exist */
    void exists(String field, Element element, boolean known) {
        if (!element.field(field).isEmpty() && !known) {
            throw new Refused(Text.VALUE_DOES_NOT_EXIST, Label.of(field));
        }
    }
}

package com.twinafas.simulators.twinfield.process;

import com.twinafas.simulators.twinfield.wording.Language;

/** Error texts inside HTTP 200: no codes, in the user's language (twinfield-api §7). Those of the samples word by word. */
final class Messages {

    private final Language language;

    Messages(Language language) {
        this.language = language;
    }

    String dimensionUnknown(String code) {
        return language.say("Dimensie " + code + " bestaat niet.", "Dimension " + code + " does not exist.");
    }

    String dimensionTypeUnknown(String type) {
        return language.say("Dimensietype " + type + " bestaat niet.", "Dimension type " + type + " does not exist.");
    }

    String officeUnknown() {
        return language.say("De administratie bestaat niet.", "The company does not exist.");
    }

    String noAccess() {
        return language.say("U heeft geen toegang tot deze administratie.", "You have no access to this company.");
    }

    String articleUnknown(String code) {
        return language.say("Artikel " + code + " bestaat niet.", "Article " + code + " does not exist.");
    }

    String invoiceTypeUnknown() {
        return language.say("Het factuurtype bestaat niet", "The invoice type does not exist");
    }

    String invoiceUnknown(String type, String number) {
        return language.say("Factuur " + number + " van type " + type + " bestaat niet.",
                "Invoice " + number + " of type " + type + " does not exist.");
    }

    String transactionUnknown(String code, String number) {
        return language.say("Boeking " + code + " " + number + " bestaat niet.",
                "Transaction " + code + " " + number + " does not exist.");
    }

    String vatUnknown(String code) {
        return language.say("Btw-code " + code + " bestaat niet.", "VAT code " + code + " does not exist.");
    }

    String browseUnknown(String code) {
        return language.say("Rapport " + code + " bestaat niet.", "Browse code " + code + " does not exist.");
    }

    String empty() {
        return language.say("Waarde mag niet leeg zijn.", "Value may not be empty.");
    }

    String notANumber(String value) {
        return language.say("Waarde " + value + " is geen geheel getal.", "Value " + value + " is not an integer.");
    }

    String notImplemented() {
        return language.say("Type niet geïmplementeerd.", "Type not implemented.");
    }

    String noRights() {
        return language.say("U heeft geen rechten om deze actie uit te voeren.",
                "You are not authorised to perform this action.");
    }
}

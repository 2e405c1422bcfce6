package com.twinafas.simulators.twinfield.soap;

import com.twinafas.simulators.twinfield.wording.Language;

/** A SOAP fault with Twinfield's code (twinfield-api §7). Never leaves this package as an exception. */
final class SoapFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private SoapFault(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static SoapFault noToken(Language language) {
        return new SoapFault(500, "101", language.say("Toegang geweigerd. Token of bedrijf ontbreekt.",
                "Access denied. Token or company is missing."));
    }

    static SoapFault noAccess(Language language) {
        return new SoapFault(403, "102", language.say("Toegang geweigerd.", "Access denied."));
    }

    static SoapFault wrongCluster(Language language) {
        return new SoapFault(500, "108",
                language.say("Toegang geweigerd. Onjuist cluster.", "Access denied. Wrong cluster."));
    }

    static SoapFault noCompany(Language language) {
        return new SoapFault(500, "109", language.say("Geen bedrijf opgegeven.", "No company specified."));
    }

    static SoapFault invalidXml(Language language) {
        return new SoapFault(500, "187", language.say("Ongeldige XML.", "Invalid XML."));
    }

    /** In English in every culture, as the sample. */
    static SoapFault invalidToken() {
        return new SoapFault(401, "354", "Access denied. Token invalid.");
    }

    /** The text bad browse columns give; the number differs each time and says nothing. */
    static SoapFault unexpected(long reference) {
        return new SoapFault(500, "100", "An error occurred on the server. Reference code: " + reference);
    }

    /** Not every fault of the server has a detail with a code in it. */
    static SoapFault withoutCode() {
        return new SoapFault(500, "", "An error occurred on the server.");
    }

    /** ASP.NET's own refusal has no Twinfield code. */
    static SoapFault unknownAction(String action) {
        return new SoapFault(500, "", "Server did not recognize the value of HTTP Header SOAPAction: " + action + ".");
    }

    /** Those of the newer services are a word. */
    static SoapFault named(String code) {
        return new SoapFault(500, code, code);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** Empty for none. */
    String code() {
        return code;
    }
}

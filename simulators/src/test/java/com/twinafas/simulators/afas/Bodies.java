package com.twinafas.simulators.afas;

/** Bodies that tests send, in the shapes of AFAS. */
final class Bodies {

    private Bodies() {
    }

    static String company(String name, String email) {
        return """
                {"KnSalesRelationOrg": {"Element": {"Fields": {"IsDb": true, "CuId": "EUR", "PaCd": "14", "VaDu": "1",
                  "ColA": "1300", "InPv": "Y"}, "Objects": {"KnOrganisation": {"Element": {"Fields": {"PadAdr": true,
                  "AutoNum": true, "MatchOga": "6", "Nm": "%s", "EmAd": "%s"}, "Objects": [{"KnBasicAddressAdr":
                  {"Element": {"Fields": {"CoId": "NL", "PbAd": false, "Ad": "Dorpsstraat", "HmNr": "12", "ZpCd":
                  "3812 AB", "Rs": "Amersfoort"}}}}]}}}}}}
                """.formatted(name, email);
    }

    static String person(String lastName, String email) {
        return """
                {"KnSalesRelationPer": {"Element": [{"Fields": {"IsDb": "1", "CuId": "EUR"}, "Objects": [{"KnPerson":
                  {"Element": [{"Fields": {"MatchPer": "7", "FiNm": "Anna", "LaNm": "%s", "EmAd": "%s"}}]}}]}]}}
                """.formatted(lastName, email);
    }

    static String order(String debtor, String reference, String lines) {
        return """
                {"FbSales": {"Element": {"Fields": {"DbId": "%s", "RfCs": "%s", "OrDa": "2026-11-02", "Unit": "1"},
                  "Objects": [{"FbSalesLines": {"Element": [%s]}}]}}}
                """.formatted(debtor, reference, lines);
    }

    static String direct(String debtor, String reference, String lines) {
        return order(debtor, reference, lines).replace("FbSales", "FbDirectInvoice");
    }

    static String line(String item, String quantity, String price) {
        return """
                {"Fields": {"VaIt": "2", "ItCd": "%s", "QuUn": "%s", "Upri": %s}}""".formatted(item, quantity, price);
    }

    static String entry(String debtor, String invoice, String voucher) {
        return entry("20", "\"InId\": \"%s\", \"BpNr\": \"%s\",".formatted(invoice, voucher), debtor, "8010", "2100");
    }

    static String entry(String journal, String extra, String debtor, String revenue, String vat) {
        return """
                {"FiEntryPar": {"Element": {"Fields": {"Year": "2026", "Peri": "11", "UnId": "1", "JoCo": "%1$s"},
                  "Objects": [{"FiEntries": {"Element": [
                  {"Fields": {"VaAs": "2", "AcNr": "%3$s", "EnDa": "2026-11-02", "BpDa": "2026-11-02", %2$s
                    "AmDe": "12100", "AmCr": "0"}},
                  {"Fields": {"VaAs": "1", "AcNr": "%4$s", "EnDa": "2026-11-02", "BpDa": "2026-11-02", %2$s
                    "AmDe": "0", "AmCr": "10000", "VaId": "1"}},
                  {"Fields": {"VaAs": "1", "AcNr": "1510", "EnDa": "2026-11-02", "BpDa": "2026-11-02", %2$s
                    "AmDe": "0", "AmCr": "%5$s", "VaId": "1"}}]}}]}}}
                """.formatted(journal, extra, debtor, revenue, vat);
    }
}

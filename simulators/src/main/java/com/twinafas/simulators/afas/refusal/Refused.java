package com.twinafas.simulators.afas.refusal;

import java.util.Locale;
import java.util.UUID;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** AFAS refuses: status 500 with a text, whatever the reason (afas-api §3.8). */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Text text;
    private final transient Object[] parameters;

    /** @param parameters those of the text; a {@link Label} is said in the language of the call */
    public Refused(Text text, Object... parameters) {
        super(text.name(), null, false, false);
        this.text = text;
        this.parameters = parameters.clone();
    }

    public Text text() {
        return text;
    }

    /** The sentence, as {@code externalMessage}. */
    public String sentence(Language language) {
        Object[] said = new Object[parameters.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = parameters[i] instanceof Label label ? label.in(language) : parameters[i];
        }
        return text.in(language, said);
    }

    /** The body of the answer. */
    public String body(Language language) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("externalMessage", sentence(language));
        body.put("errorNumber", text.errorNumber());
        body.put("profitLogReference", UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT));
        return body.toString();
    }
}
